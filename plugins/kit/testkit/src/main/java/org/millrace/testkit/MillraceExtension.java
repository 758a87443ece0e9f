package org.millrace.testkit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Starts a server for the tests of a class, or for each test, stops it, and fails if it leaves
 * buffers or threads behind. In a static field, with {@code @RegisterExtension}, it is one server
 * for all tests of the class; in another field, one for each.
 *
 * <p>Tests get it as a parameter of type {@link TestServer}, or by {@link #server()}. To the
 * failure of a test the server's log is added.
 */
public final class MillraceExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver,
        TestExecutionExceptionHandler {
  private final ServerSetup setup;
  private @Nullable TestServer running;
  private boolean ofClass;

  private MillraceExtension(ServerSetup setup) {
    this.setup = setup;
  }

  /**
   * An extension.
   *
   * @param setup what to start
   * @return to be registered
   */
  public static MillraceExtension of(ServerSetup setup) {
    return new MillraceExtension(setup);
  }

  /**
   * The server.
   *
   * @return runs while a test does
   * @throws IllegalStateException if it does not run
   */
  public TestServer server() {
    TestServer present = running;
    if (present == null) {
      throw new IllegalStateException(
          "the server does not run (expected: @RegisterExtension, and to be asked in a test)");
    }
    return present;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    ofClass = true;
    running = setup.start();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (!ofClass) {
      running = setup.start();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (!ofClass) {
      end();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    end();
  }

  private void end() {
    TestServer present = running;
    running = null;
    if (present != null) {
      present.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return server();
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    TestServer present = running;
    if (present != null) {
      present.log().attachTo(failure);
    }
    throw failure;
  }
}
