package org.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.http.HttpException;
import org.millrace.http.HttpReply;

class PageFilesTest {
  private static final Pattern OWN_FILES = Pattern.compile("(?:href|src)=\"/console/([^\"]+)\"");
  private static final Pattern IMPORTS = Pattern.compile("from \"(\\.[^\"]+)\"");

  private final PageFiles files = PageFiles.of(ConsolePlugin.class.getModule());

  @ParameterizedTest
  @ValueSource(strings = {"console.html", "watch.html"})
  void allThatPagesAskForIsThere(String page) {
    List<String> wanted = found(OWN_FILES, text(page));

    assertThat(wanted).hasSizeGreaterThan(5).allMatch(files::has);
  }

  @ParameterizedTest
  @ValueSource(strings = {"console.html", "watch.html"})
  void noScriptAndNoStyleIsInThePage(String page) {
    assertThat(text(page))
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContain("<style", "style=", "javascript:")
        .doesNotContainPattern(" on[a-z]+=");
  }

  @Test
  void allThatScriptsImportIsThere() {
    assertThat(found(IMPORTS, text("js/main.js")))
        .hasSizeGreaterThan(10)
        .allMatch(name -> files.has("js/" + name.substring(2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"js/dom.js", "js/table.js", "js/views/streams.js", "js/views/log.js"})
  void noScriptParsesHtml(String script) {
    assertThat(text(script))
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
  }

  @Test
  void librariesAreBesideThePage() {
    assertThat(files.has("lib/hls.js/hls.min.js")).isTrue();
    assertThat(files.has("lib/hls.js/LICENSE")).isTrue();
    assertThat(files.has("lib/uplot/uPlot.iife.min.js")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "js", "js/", "../ConsolePlugin.class", "/console.html", "js//main.js"})
  void nothingElseIsServed(String name) {
    assertThatExceptionOfType(HttpException.class)
        .isThrownBy(() -> files.reply(name))
        .withMessageContaining("no file");
  }

  @Test
  void scriptsOfOthersAreForbidden() {
    HttpReply reply = files.reply("console.html");

    assertThat(reply.headers().get("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self'")
        .doesNotContain("unsafe");
    assertThat(reply.headers().get("content-type")).isEqualTo("text/html; charset=utf-8");
  }

  private String text(String name) {
    HttpReply.Body.Bytes body = (HttpReply.Body.Bytes) files.reply(name).body();
    return body.bytes().toString(StandardCharsets.UTF_8);
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }
}
