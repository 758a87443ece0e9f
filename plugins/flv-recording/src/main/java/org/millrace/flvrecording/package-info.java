/**
 * Records live streams to FLV files.
 *
 * <p>{@link org.millrace.flvrecording.FlvRecorder} writes one file: a head of fixed length with the
 * metadata, then a tag for each frame. Every tag is whole once it is flushed, so that a file whose
 * recorder was killed plays up to the last one; a {@link org.millrace.flvrecording.RecordingMarker}
 * beside the file tells the next start to complete it ({@link
 * org.millrace.flvrecording.FlvRepair}). What the metadata says is gathered in {@link
 * org.millrace.flvrecording.FileFacts}, by the recorder as it writes, and by {@link
 * org.millrace.flvrecording.FileScan} from a file that is there.
 *
 * <p>Everything blocks and runs on file threads, each recorder on one at a time.
 */
@NullMarked
package org.millrace.flvrecording;

import org.jspecify.annotations.NullMarked;
