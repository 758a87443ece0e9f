/**
 * Tests of plugins with the real server: started inside the test, on ports that the system chooses,
 * with the project's own classes as a plugin.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final MillraceExtension SERVER =
 *     MillraceExtension.of(ServerSetup.application("name = 'hello', type = 'hello'"));
 *
 * @Test
 * void greets(TestServer server) {
 *   try (RtmpPeer peer = server.connect("hello")) {
 *     assertThat(peer.call("greet", "Ann")).isEqualTo("Hello, Ann");
 *   }
 * }
 * }</pre>
 *
 * <p>Starting points: {@link org.millrace.testkit.ServerSetup} says what to start, {@link
 * org.millrace.testkit.MillraceExtension} starts and stops it, {@link
 * org.millrace.testkit.TestServer} is what runs, {@link org.millrace.testkit.rtmp.RtmpPeer} talks
 * to it.
 *
 * <p>The server has a module layer of its own, as it has when it is installed: the plugin under
 * test sees what it will see there, and no class of the tests. So a test reaches it from outside
 * alone. For parts of a plugin without a server there are the doubles in {@code
 * org.millrace.doubles}.
 *
 * <p>All may be used by any thread; what waits says so.
 */
@NullMarked
package org.millrace.testkit;

import org.jspecify.annotations.NullMarked;
