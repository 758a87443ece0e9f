/**
 * Downloads by HTTP, over the chain {@code httpDownload}, when an application of type {@code
 * samplefactory} starts: an example of connections that the server opens.
 *
 * <p>Starting points: {@link org.millrace.samplefactory.download.DownloadApplication} opens them,
 * {@link org.millrace.samplefactory.download.DownloadHandler} asks for the file and takes the
 * response, {@link org.millrace.samplefactory.download.PartFile} writes it. The handler runs on the
 * connection's event loop, all that touches files on a file thread.
 */
@NullMarked
package org.millrace.samplefactory.download;

import org.jspecify.annotations.NullMarked;
