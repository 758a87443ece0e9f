package org.millrace.hls.segment;

/** Is told of what becomes available. Called on the stream's event loop; must not block. */
@FunctionalInterface
public interface SegmentListener {

  /**
   * There is something new: a part, a segment, a rendition, the end. Called once for each batch of
   * frames that makes a difference.
   *
   * @param window what there is now
   */
  void onWindow(StreamWindow window);
}
