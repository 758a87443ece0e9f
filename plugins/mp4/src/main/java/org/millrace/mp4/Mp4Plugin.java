package org.millrace.mp4;

import org.millrace.api.plugin.MillracePlugin;

/** Brings nothing to the host: other plugins use what this one exports. */
public final class Mp4Plugin implements MillracePlugin {}
