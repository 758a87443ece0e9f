package org.millrace.testkit.contract;

import org.millrace.testkit.ServerSetup;

/**
 * A configuration that must be refused.
 *
 * @param setup with one wrong value
 * @param message how the line begins that says so, behind the position: path, value and
 *     expectation, such as {@code applications[1].times: 10 (expected: 1 to 9)}
 */
public record BadSetting(ServerSetup setup, String message) {}
