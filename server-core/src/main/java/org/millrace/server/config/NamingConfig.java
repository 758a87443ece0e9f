package org.millrace.server.config;

/**
 * Under which names an application's streams can be had.
 *
 * @param aliasesAlone whether players have to use aliases
 * @param ingestPointsAlone whether publishers have to use ingest points
 */
public record NamingConfig(boolean aliasesAlone, boolean ingestPointsAlone) {}
