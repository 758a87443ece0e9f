package org.millrace.flv.tag;

/** Types of FLV tags, and the RTMP message types of the same bodies. */
public final class FlvTagType {
  /** Sound. */
  public static final int AUDIO = 8;

  /** Pictures. */
  public static final int VIDEO = 9;

  /** AMF0 values: metadata, cue points, application data. */
  public static final int SCRIPT_DATA = 18;

  private FlvTagType() {}
}
