package org.millrace.server.lua;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigNode;

/** The string library of our own; what is expected is what PUC-Rio's Lua 5.2 gives. */
class LuaPatternTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "string.find('hello world', 'o w')                     | 5 7",
        "string.find('hello', 'l+')                            | 3 4",
        "string.find('hello', 'xyz')                           | nil",
        "string.find('hello', '')                              | 1 0",
        "string.find('hello', '', 10)                          | nil",
        "string.find('hello', '', 6)                           | 6 5",
        "string.find('a.b', '.', 1, true)                      | 2 2",
        "string.find('a+b', 'a+b', 1, true)                    | 1 3",
        "string.find('abcabc', 'b', -3)                        | 5 5",
        "string.find('key = value', '(%w+)%s*=%s*(%w+)')       | 1 11 key value",
        "string.find('abc', '()b()')                           | 2 2 2 3",
        "string.find('abc', '^b')                              | nil",
        "string.find('a$b', 'a$b')                             | 1 3",
        "string.match('  trim me  ', '^%s*(.-)%s*$')           | trim me",
        "string.match('2026-11-22', '(%d+)-(%d+)-(%d+)')       | 2026 11 22",
        "string.match('live/demo?token=x1&y=2', 'token=([^&]*)') | x1",
        "string.match('[[x]]', '%[%[(.-)%]%]')                 | x",
        "string.match('f(a(b)c)d', '%b()')                     | (a(b)c)",
        "string.match('THE (quick) fox', '%f[%a]%a+%f[%A]')    | THE",
        "string.match('\"x\" and \"y\"', '([\"])(.-)%1')       | \" x",
        "string.match('aaa', 'a-b')                            | nil",
        "string.match('aaab', 'a-b')                           | aaab",
        "string.match('colour', 'colou?r')                     | colour",
        "string.match('color', 'colou?r')                      | color",
        "string.match('x-y', '[a-]+')                          | -",
        "string.match(']x', '[]]')                             | ]",
        "string.match('a^', '[%^]')                            | ^",
        "string.match('ABCdef', '%u+')                         | ABC",
        "string.match('ABCdef', '[^%u]+')                      | def",
        "#string.match('\\t!', '%c')                           | 1",
        "string.match('0xFFg', '%x+', 3)                       | FF",
        "string.match('a,b', '%p')                             | ,",
        "string.gsub('hello world', 'o', '0')                  | hell0 w0rld 2",
        "string.gsub('hello', '', '-')                         | -h-e-l-l-o- 6",
        "string.gsub('hello world', '(%w+)', '<%1>')           | <hello> <world> 2",
        "string.gsub('hello', '.', '%0%0')                     | hheelllloo 5",
        "string.gsub('abc', 'b', '%%')                         | a%c 1",
        "string.gsub('a b c', '%w', { a = '1', b = false })    | 1 b c 3",
        "string.gsub('a b', '%w', string.upper)                | A B 2",
        "string.gsub('aaaa', 'a', 'b', 2)                      | bbaa 2",
        "string.gsub('abc abc', '^a', 'x')                     | xbc abc 1",
        "string.gsub('abc', '%w', '%1')                        | abc 3",
        "('x'):rep(3)                                          | xxx",
        "('x'):rep(3, ',')                                     | x,x,x",
        "('x'):rep(0)                                          | ``",
        "('x'):rep(-1)                                         | ``",
        "('abc'):byte(1, -1)                                   | 97 98 99",
        "('abc'):byte()                                        | 97",
        "('abc'):byte(10)                                      | ``",
        "('abc'):sub(2)                                        | bc",
        "('abc'):upper()                                       | ABC",
        "string.format('%s=%d', 'a', 5)                        | a=5",
        "table.concat({ 1, 2, 'x' }, ', ')                     | 1, 2, x",
        "table.concat({}, ', ')                                | ``",
        "table.concat({ 1, 2, 3 }, '', 2, 3)                   | 23",
        "table.unpack({ 1, 2, 3 }, 2)                          | 2 3",
        "#string.rep('ab', 1000)                               | 2000",
      })
  void givesWhatLuaGives(String expression, String expected) {
    assertThat(evaluate(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "string.find('a', '[a')            | missing ']'",
        "string.find('a', '%')             | ends with '%'",
        "string.find('a', '(a')            | unfinished capture",
        "string.find('a', 'a)')            | invalid pattern capture",
        "string.find('a', '%1')            | invalid capture index",
        "string.find('a', '%bx')           | missing arguments",
        "string.find('a', '%fa')           | frontier",
        "string.gsub('a', 'a', '%2')       | invalid capture index",
        "string.gsub('a', 'a', '%x')       | invalid use of '%'",
        "string.gsub('a', 'a', true)       | string/function/table expected",
        "string.gsub('a', 'a', function() return {} end) | invalid replacement value",
        "string.find(('a'):rep(300), ('(a?'):rep(40))    | too many captures",
        "string.find(('a'):rep(300), ('a?'):rep(300))    | pattern too complex",
        "table.concat({ 1, {}, 3 })        | invalid value (a table) at index 2",
      })
  void malformedOnesAreRefused(String expression, String expected) {
    assertThat(evaluate(expression)).contains(expected);
  }

  @Test
  void gmatchGoesThroughAllMatches() {
    assertThat(
            evaluate(
                "(function() local r = {} for k, v in ('a=1, b=2'):gmatch('(%w+)=(%w+)') do"
                    + " r[#r + 1] = k .. v end return table.concat(r, ' ') end)()"))
        .isEqualTo("a1 b2");
    assertThat(
            evaluate(
                "(function() local n = 0 for w in ('abc'):gmatch('') do n = n + 1 end return n end)()"))
        .isEqualTo("4");
  }

  private String evaluate(String expression) {
    String lua =
        "local t = table.pack("
            + expression
            + ")\n"
            + "for i = 1, t.n do t[i] = tostring(t[i]) end\n"
            + "configuration = { r = table.concat(t, ' ') }";
    try {
      Path file = Files.writeString(folder.resolve("millrace.lua"), lua);
      return ((ConfigNode.Text) LuaConfigLoader.load(file).get("r")).value();
    } catch (ConfigException e) {
      return e.getMessage();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
