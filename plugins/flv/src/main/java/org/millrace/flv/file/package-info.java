/**
 * FLV files: {@link org.millrace.flv.file.FlvFileReader} makes frames of one, {@link
 * org.millrace.flv.file.FlvFileWriter} writes frames to one. Both block and are used by one thread
 * at a time.
 */
@NullMarked
package org.millrace.flv.file;

import org.jspecify.annotations.NullMarked;
