package org.millrace.tracing.collector;

/**
 * Whose spans they are.
 *
 * @param name as traces show it
 * @param version of the server
 */
public record Service(String name, String version) {}
