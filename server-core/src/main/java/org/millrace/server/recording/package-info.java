/**
 * Live streams to files, and files to live streams.
 *
 * <p>Starting points: {@link org.millrace.server.recording.RecordingService} gives each application
 * its {@link org.millrace.api.recording.Recordings}, {@link
 * org.millrace.server.recording.FileRecording} is one that goes on; {@link
 * org.millrace.server.recording.FileSources} plays files as live streams. {@link
 * org.millrace.server.recording.FileFormats} knows the plugins that read and write them.
 *
 * <p>All file access is made by the file loops. What belongs to one file is done by one of them, so
 * that nothing here needs a lock.
 */
@NullMarked
package org.millrace.server.recording;

import org.jspecify.annotations.NullMarked;
