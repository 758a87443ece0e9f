package org.millrace.rtmp.client;

import org.millrace.flv.amf.AmfValue;

/**
 * What a server says of a connection or a stream.
 *
 * @param code such as {@code NetStream.Play.Start}; "" if it says none
 * @param level {@code status}, {@code warning} or {@code error}
 * @param description for people; may be ""
 */
public record RtmpStatus(String code, String level, String description) {

  static RtmpStatus of(AmfValue information) {
    return new RtmpStatus(
        information.member("code").asText(""),
        information.member("level").asText("status"),
        information.member("description").asText(""));
  }

  /**
   * Whether what was asked for is refused, or has failed.
   *
   * @return true for the level {@code error}
   */
  public boolean isError() {
    return level.equals("error");
  }

  /** Code and description. */
  @Override
  public String toString() {
    if (code.isEmpty()) {
      return description.isEmpty() ? "no reason given" : description;
    }
    return description.isEmpty() ? code : code + ": " + description;
  }
}
