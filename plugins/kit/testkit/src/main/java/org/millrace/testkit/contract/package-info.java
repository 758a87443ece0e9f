/**
 * What every plugin has to keep to, as tests to extend: a test class of a plugin extends one of
 * these, says how its plugin is configured, and inherits the tests.
 *
 * <p>Starting points: {@link org.millrace.testkit.contract.ApplicationContract} for types of
 * applications, {@link org.millrace.testkit.contract.ProtocolContract} for protocols over TCP,
 * {@link org.millrace.testkit.contract.PluginContract} for all others.
 *
 * <p>Each test starts a server of its own, and ends with a look at what that leaves behind. The
 * tests of a class are for one thread.
 */
@NullMarked
package org.millrace.testkit.contract;

import org.jspecify.annotations.NullMarked;
