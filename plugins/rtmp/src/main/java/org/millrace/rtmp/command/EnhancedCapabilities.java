package org.millrace.rtmp.command;

import java.util.List;
import java.util.Map;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfStrictArray;
import org.millrace.flv.amf.AmfValue.AmfUndefined;

/**
 * What we say to clients that speak Enhanced RTMP (v2, "Enhancing NetConnection connect Command"):
 * we decode nothing and forward everything.
 */
final class EnhancedCapabilities {
  private static final String FOUR_CC_LIST = "fourCcList";
  private static final String VIDEO_INFO = "videoFourCcInfoMap";
  private static final String AUDIO_INFO = "audioFourCcInfoMap";
  private static final String CAPS_EX = "capsEx";

  /** {@code FourCcInfoMask.CanForward}. */
  private static final int CAN_FORWARD = 0x04;

  /** {@code CapsExMask}: Multitrack, ModEx, TimestampNanoOffset; not Reconnect. */
  private static final int CAPS = 0x02 | 0x04 | 0x08;

  private static final AmfValue FORWARD_ALL =
      AmfValue.object(Map.of("*", AmfValue.of(CAN_FORWARD)));

  private EnhancedCapabilities() {}

  /** Adds an answer to each capability that the client has named. */
  static void addTo(Map<String, AmfValue> properties, AmfValue asked) {
    answer(properties, asked, FOUR_CC_LIST, new AmfStrictArray(List.of(AmfValue.of("*"))));
    answer(properties, asked, VIDEO_INFO, FORWARD_ALL);
    answer(properties, asked, AUDIO_INFO, FORWARD_ALL);
    answer(properties, asked, CAPS_EX, AmfValue.of(CAPS));
  }

  private static void answer(
      Map<String, AmfValue> properties, AmfValue asked, String name, AmfValue ours) {
    if (asked.member(name) != AmfUndefined.UNDEFINED) {
      properties.put(name, ours);
    }
  }
}
