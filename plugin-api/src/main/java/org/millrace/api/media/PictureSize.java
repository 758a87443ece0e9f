package org.millrace.api.media;

/**
 * The size of the pictures of a video track, after cropping.
 *
 * @param width pixels
 * @param height pixels
 */
record PictureSize(int width, int height) {
  static final PictureSize UNKNOWN = new PictureSize(0, 0);

  /** Wider and higher than any codec's levels allow; keeps the arithmetic within an int. */
  static final int MAX = 65_536;

  PictureSize cropped(long horizontal, long vertical) {
    if (horizontal >= width || vertical >= height) {
      throw new CodecConfigException(
          "cropping: "
              + horizontal
              + "x"
              + vertical
              + " (expected: below "
              + width
              + "x"
              + height
              + ")");
    }
    return new PictureSize((int) (width - horizontal), (int) (height - vertical));
  }
}
