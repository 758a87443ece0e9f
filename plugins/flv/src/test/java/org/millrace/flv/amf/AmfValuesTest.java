package org.millrace.flv.amf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.millrace.flv.amf.AmfValue.AmfByteArray;
import org.millrace.flv.amf.AmfValue.AmfDate;
import org.millrace.flv.amf.AmfValue.AmfDictionary;
import org.millrace.flv.amf.AmfValue.AmfInteger;
import org.millrace.flv.amf.AmfValue.AmfUndefined;

class AmfValuesTest {

  @Test
  void plainObjectsSurviveARoundTrip() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("text", "t");
    map.put("number", 1.5);
    map.put("flag", true);
    map.put("nothing", null);
    map.put("list", Arrays.asList(1.0, null, List.of()));
    assertThat(AmfValues.toJava(AmfValues.of(map))).isEqualTo(map);
  }

  @Test
  void otherValuesBecomePlain() {
    assertThat(AmfValues.toJava(new AmfInteger(7))).isEqualTo(7.0);
    assertThat(AmfValues.toJava(new AmfDate(8))).isEqualTo(8.0);
    assertThat(AmfValues.toJava(AmfUndefined.UNDEFINED)).isNull();
    assertThat(AmfValues.toJava(new AmfByteArray(new byte[] {65, -1}))).isEqualTo("Aÿ");
    AmfDictionary.Entry entry = new AmfDictionary.Entry(AmfValue.of(1), AmfValue.of("x"));
    assertThat(AmfValues.toJava(new AmfDictionary(false, List.of(entry))))
        .isEqualTo(List.of(List.of(1.0, "x")));
  }

  @Test
  void allNumbersBecomeDoubles() {
    assertThat(AmfValues.of(3L)).isEqualTo(AmfValue.of(3));
  }

  @Test
  void whatAmfHasNoFormForIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> AmfValues.of(new StringBuilder()));
    assertThatIllegalArgumentException().isThrownBy(() -> AmfValues.of(Map.of(1, 2)));
  }

  @Test
  void listsThatHoldThemselvesAreRefused() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AmfValues.of(list))
        .withMessage("depth: 33 (expected: at most 32)");
  }

  @Test
  void membersAreReadWithDefaults() {
    AmfValue value = AmfValue.object(Map.of("app", AmfValue.of("live"), "n", AmfValue.of(2)));
    assertThat(value.member("app").asText("")).isEqualTo("live");
    assertThat(value.member("n").asNumber(0)).isEqualTo(2);
    assertThat(value.member("n").asText("none")).isEqualTo("none");
    assertThat(value.member("missing").asBoolean(true)).isTrue();
    assertThat(AmfValue.of("x").member("any")).isEqualTo(AmfUndefined.UNDEFINED);
  }
}
