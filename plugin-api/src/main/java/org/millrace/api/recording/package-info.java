/**
 * Files: recorders write live streams to them, readers make frames of them. Formats are plugins.
 * The methods of this package block, and are called on file threads, never on an event loop.
 */
@NullMarked
package org.millrace.api.recording;

import org.jspecify.annotations.NullMarked;
