package org.millrace.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** An installed Chromium without a window; without one the test is skipped, with the reason. */
final class Browser implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final int HEIGHT = 900;

  private final ChromeDriver driver;

  /**
   * Starts it.
   *
   * @param folder for the profile, which is a fresh one, and for pictures
   */
  Browser(Path folder) {
    Path chromium = InstalledTool.find("chromium").orElse(null);
    Path chromedriver = InstalledTool.find("chromedriver").orElse(null);
    Assumptions.assumeTrue(
        chromium != null && chromedriver != null, "chromium and chromedriver are not installed");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.toFile())
            .usingAnyFreePort()
            .withSilent(true)
            .build();
    driver = new ChromeDriver(service, options(chromium, folder.resolve("chromium")));
  }

  private static ChromeOptions options(Path chromium, Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    return options;
  }

  /** Opens a page. */
  void open(String url) {
    driver.get(url);
  }

  /** Makes the window as wide as a screen, and tells pages what colours their reader likes. */
  void show(int width, String colorScheme) {
    Map<String, Object> metrics =
        Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", width < 500);
    driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", metrics);
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colorScheme))));
  }

  /** Waits for an element that can be seen. */
  WebElement find(String css) {
    return await("element " + css)
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> driver.findElement(By.cssSelector(css)), WebElement::isDisplayed);
  }

  /** Runs a script in the page, which its policy does not hinder. */
  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Runs a script that calls its last argument when it is done. */
  Object runLater(String script, Object... arguments) {
    return driver.executeAsyncScript(script, arguments);
  }

  /** The title of the page. */
  String title() {
    return driver.getTitle();
  }

  /** Errors of the page since this was asked last, also against its policy. */
  List<String> errors() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel() == Level.SEVERE)
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Keeps a picture of the page. */
  void keepPicture(Path file) {
    try {
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
