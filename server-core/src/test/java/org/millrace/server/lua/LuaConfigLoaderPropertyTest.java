package org.millrace.server.lua;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Assertions;
import org.millrace.api.config.ConfigException;

class LuaConfigLoaderPropertyTest {
  private static Path folder;

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("millrace-lua");
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    Files.deleteIfExists(folder.resolve("millrace.lua"));
    Files.delete(folder);
  }

  @Property(tries = 300)
  void whateverIsWrittenLoadsOrIsAnErrorOfTheConfiguration(@ForAll("scripts") String script)
      throws IOException {
    Path file = Files.writeString(folder.resolve("millrace.lua"), script);
    try {
      Assertions.assertNotNull(LuaConfigLoader.load(file));
    } catch (ConfigException e) {
      Assertions.assertFalse(e.getMessage().isBlank());
    }
  }

  @Provide
  Arbitrary<String> scripts() {
    Arbitrary<String> tokens =
        Arbitraries.of(
            "configuration",
            "=",
            "{",
            "}",
            ",",
            "[",
            "]",
            "[[",
            "]]",
            "--",
            "--[[",
            "\"",
            "'",
            "\\",
            "\n",
            "\r",
            " ",
            "1",
            "x",
            "nil",
            "function",
            "end",
            "(",
            ")",
            "..",
            "for",
            "while",
            "true",
            "do",
            "return",
            "local",
            "goto",
            "::",
            "\u0000",
            "é",
            "#");
    return tokens.list().ofMaxSize(40).map(list -> "configuration = { " + String.join(" ", list));
  }
}
