package org.millrace.server.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of PEM blocks, RFC 7468, and the older form with headers in the block, RFC 1421. Text
 * between the blocks is allowed and ignored, as openssl writes it.
 *
 * @param blocks in the order of the file
 */
record PemFile(List<Block> blocks) {
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN ([A-Z0-9 ]+)-----\\s*((?:[A-Za-z0-9-]+:[^\\r\\n]*\\R)*)([^-]*)-----END \\1-----");

  /** One block: a label such as {@code CERTIFICATE}, headers, which are rare, and the content. */
  static final class Block {
    private final String label;
    private final String headers;
    private final byte[] der;

    private Block(String label, String headers, byte[] der) {
      this.label = label;
      this.headers = headers;
      this.der = der;
    }

    String label() {
      return label;
    }

    /** The content; not to be modified. */
    byte[] der() {
      return der;
    }

    /** By PKCS#8's own means, or by a header {@code Proc-Type: 4,ENCRYPTED}. */
    boolean isEncrypted() {
      return label.startsWith("ENCRYPTED") || headers.contains("ENCRYPTED");
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read, or a block is not Base64
   */
  static PemFile read(Path file) throws IOException {
    // Any byte is a character in Latin-1: comments may be in any encoding.
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), matcher.group(2), decode(matcher)));
    }
    return new PemFile(blocks);
  }

  private static byte[] decode(Matcher block) throws IOException {
    try {
      return Base64.getMimeDecoder().decode(block.group(3));
    } catch (IllegalArgumentException e) {
      throw new IOException("block " + block.group(1) + " is damaged: " + e.getMessage(), e);
    }
  }
}
