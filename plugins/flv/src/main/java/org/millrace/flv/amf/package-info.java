/**
 * AMF0 and AMF3, the value formats of FLV script data and RTMP commands (<a
 * href="https://rtmp.veriskope.com/pdf/amf0-file-format-specification.pdf">AMF 0</a> and <a
 * href="https://rtmp.veriskope.com/pdf/amf3-file-format-spec.pdf">AMF 3</a> specifications).
 *
 * <p>Starting points: {@link org.millrace.flv.amf.AmfValue}, what both formats carry; {@link
 * org.millrace.flv.amf.Amf0Decoder} and {@link org.millrace.flv.amf.Amf0Encoder}; {@link
 * org.millrace.flv.amf.AmfValues}, to and from plain Java objects.
 *
 * <p>Values never become objects of classes that the peer names: a class name is text. All types
 * are immutable and safe for use by any thread.
 */
@NullMarked
package org.millrace.flv.amf;

import org.jspecify.annotations.NullMarked;
