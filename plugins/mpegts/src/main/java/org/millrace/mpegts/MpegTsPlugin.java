package org.millrace.mpegts;

import org.millrace.api.plugin.MillracePlugin;

/** Brings nothing to the host: other plugins use what this one exports. */
public final class MpegTsPlugin implements MillracePlugin {}
