package org.millrace.flvrecording;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.millrace.flv.amf.Amf0Encoder;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfBoolean;
import org.millrace.flv.amf.AmfValue.AmfEcmaArray;
import org.millrace.flv.amf.AmfValue.AmfNumber;
import org.millrace.flv.amf.AmfValue.AmfStrictArray;
import org.millrace.flv.amf.AmfValue.AmfString;

/**
 * Makes the body of a file's first tag, {@code onMetaData}. Its length is fixed when the file is
 * begun, so that the tag can be overwritten when the recording is finished: what is not used yet is
 * filled with a list of zeros ({@code spacer}) and, below the length of a number, with blanks
 * ({@code padding}).
 */
final class MetadataBody {
  static final String NAME = "onMetaData";

  /** Length of a number: marker and 8 bytes. */
  private static final int NUMBER = 9;

  /** An entry of the index: a time and a position. */
  private static final int INDEX_ENTRY = 2 * NUMBER;

  /** Room for all but the index. */
  private static final int OTHER_MEMBERS = 4_096;

  private static final int MAX_NAME = 64;
  private static final int MAX_TEXT = 512;

  private static final Set<String> OWN =
      Set.of("duration", "filesize", "keyframes", "spacer", "padding", "hasKeyframes");

  private MetadataBody() {}

  /**
   * The length for a new file.
   *
   * @param indexEntries how many key frames the index is to hold
   * @return bytes
   */
  static int length(int indexEntries) {
    return OTHER_MEMBERS + indexEntries * INDEX_ENTRY;
  }

  /**
   * Makes a body.
   *
   * @param facts what is known of the file
   * @param fileSize bytes
   * @param length what the body has to have, in bytes
   * @return an unpooled buffer of that length; the caller owns it and need not release it. An empty
   *     one if that is too short
   */
  static ByteBuf of(FileFacts facts, long fileSize, int length) {
    Map<String, AmfValue> members = usable(facts.described());
    members.putAll(facts.computed(fileSize));
    if (lengthOf(members, List.of()) > length) {
      members = facts.computed(fileSize);
    }
    List<KeyFrameIndex.Entry> index = index(facts, members, length);
    int rest = length - lengthOf(members, index);
    return rest < 0 ? Unpooled.EMPTY_BUFFER : encode(members, index, rest / NUMBER, rest % NUMBER);
  }

  /** As much of the index as there is room for. Players take less than two entries for an error. */
  private static List<KeyFrameIndex.Entry> index(
      FileFacts facts, Map<String, AmfValue> members, int length) {
    KeyFrameIndex.Entry any = new KeyFrameIndex.Entry(0, 0);
    int room = length - lengthOf(members, List.of(any, any));
    List<KeyFrameIndex.Entry> index =
        room < 0 ? List.of() : facts.keyFrames().entries(2 + room / INDEX_ENTRY);
    return index.size() < 2 ? List.of() : index;
  }

  private static int lengthOf(Map<String, AmfValue> members, List<KeyFrameIndex.Entry> index) {
    return encode(members, index, 0, 0).readableBytes();
  }

  private static ByteBuf encode(
      Map<String, AmfValue> members, List<KeyFrameIndex.Entry> index, int zeros, int blanks) {
    Map<String, AmfValue> all = new LinkedHashMap<>(members);
    all.put("hasKeyframes", AmfValue.of(!index.isEmpty()));
    if (!index.isEmpty()) {
      all.put("keyframes", keyFrames(index));
    }
    all.put("spacer", new AmfStrictArray(Collections.nCopies(zeros, AmfValue.of(0))));
    all.put("padding", AmfValue.of(" ".repeat(blanks)));
    ByteBuf body = Unpooled.buffer();
    Amf0Encoder.write(AmfValue.of(NAME), body);
    Amf0Encoder.write(new AmfEcmaArray(all), body);
    return body;
  }

  /** The form that players know: seconds, and positions of tags. */
  private static AmfValue keyFrames(List<KeyFrameIndex.Entry> index) {
    Map<String, AmfValue> lists = new LinkedHashMap<>();
    lists.put(
        "times",
        new AmfStrictArray(
            index.stream().map(entry -> AmfValue.of(entry.millis() / 1e3)).toList()));
    lists.put(
        "filepositions",
        new AmfStrictArray(
            index.stream().map(entry -> AmfValue.of((double) entry.position())).toList()));
    return AmfValue.object(lists);
  }

  /** Of the publisher's members those that are short and cannot become wrong. */
  private static Map<String, AmfValue> usable(Map<String, AmfValue> described) {
    Map<String, AmfValue> usable = new LinkedHashMap<>();
    described.forEach(
        (name, value) -> {
          boolean simple =
              value instanceof AmfNumber
                  || value instanceof AmfBoolean
                  || (value instanceof AmfString text && text.value().length() <= MAX_TEXT);
          if (simple && name.length() <= MAX_NAME && !OWN.contains(name)) {
            usable.put(name, value);
          }
        });
    return usable;
  }
}
