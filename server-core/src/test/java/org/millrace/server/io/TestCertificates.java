package org.millrace.server.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import org.millrace.server.config.AcceptorConfig.TlsConfig;

/**
 * A certificate authority for tests: a root, an intermediate signed by it, and {@code localhost}
 * signed by that. The JDK can read certificates but has no public way to make them, hence the bytes
 * of RFC 5280 section 4.1.
 */
public final class TestCertificates {
  private static final byte[] VERSION_3 = hex("a003020102");
  private static final byte[] SERIAL = hex("02012a");
  private static final byte[] ECDSA_WITH_SHA256 = hex("300a06082a8648ce3d040302");
  private static final byte[] RSA_WITH_SHA256 = hex("300d06092a864886f70d01010b0500");
  private static final byte[] COMMON_NAME = hex("0603550403");
  private static final byte[] BASIC_CONSTRAINTS = hex("0603551d13");
  private static final byte[] SUBJECT_ALTERNATIVE_NAME = hex("0603551d11");
  private static final byte[] TRUE = hex("0101ff");
  private static final int BIT_STRING = 0x03;
  private static final int UTF8_STRING = 0x0c;
  private static final int UTC_TIME = 0x17;
  private static final int SET = 0x31;

  private final KeyPair leafKey = newKey("EC");
  private final byte[] root;
  private final byte[] intermediate;
  private final byte[] leaf;

  public TestCertificates() {
    KeyPair rootKey = newKey("EC");
    KeyPair intermediateKey = newKey("EC");
    root = certificate("root", rootKey, "root", rootKey.getPrivate(), authority());
    intermediate =
        certificate("intermediate", intermediateKey, "root", rootKey.getPrivate(), authority());
    leaf =
        certificate(
            "localhost", leafKey, "intermediate", intermediateKey.getPrivate(), localhost());
  }

  static KeyPair newKey(String algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(algorithm.equals("EC") ? 256 : 2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Key and chain of the server, as an administrator has them. */
  public TlsConfig server(Path folder) throws IOException {
    return new TlsConfig(
        Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", leafKey)),
        Files.writeString(
            folder.resolve("cert.pem"),
            "some words that openssl puts before a certificate: Größe\n"
                + pem("CERTIFICATE", leaf)
                + pem("CERTIFICATE", intermediate)));
  }

  /** What a client trusts: the root alone. */
  public Path trusted(Path folder) throws IOException {
    return Files.writeString(folder.resolve("root.pem"), pem("CERTIFICATE", root));
  }

  /** A certificate that vouches for itself. */
  static byte[] selfSigned(KeyPair key) {
    return certificate("localhost", key, "localhost", key.getPrivate(), localhost());
  }

  static String pem(String label, KeyPair key) {
    return pem(label, key.getPrivate().getEncoded());
  }

  static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  private static byte[] certificate(
      String subject, KeyPair key, String issuer, PrivateKey signer, byte[] extension) {
    byte[] algorithm = isRsa(signer) ? RSA_WITH_SHA256 : ECDSA_WITH_SHA256;
    byte[] validity = Der.encode(Der.SEQUENCE, time("250101000000Z"), time("491231235959Z"));
    byte[] extensions = Der.encode(0xa3, Der.encode(Der.SEQUENCE, extension));
    byte[] toBeSigned =
        Der.encode(
            Der.SEQUENCE,
            VERSION_3,
            SERIAL,
            algorithm,
            name(issuer),
            validity,
            name(subject),
            key.getPublic().getEncoded(),
            extensions);
    byte[] signature = sign(signer, toBeSigned);
    return Der.encode(
        Der.SEQUENCE, toBeSigned, algorithm, Der.encode(BIT_STRING, new byte[1], signature));
  }

  private static byte[] sign(PrivateKey signer, byte[] content) {
    try {
      Signature signature =
          Signature.getInstance(isRsa(signer) ? "SHA256withRSA" : "SHA256withECDSA");
      signature.initSign(signer);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isRsa(PrivateKey key) {
    return key.getAlgorithm().equals("RSA");
  }

  private static byte[] authority() {
    return Der.encode(
        Der.SEQUENCE,
        BASIC_CONSTRAINTS,
        TRUE,
        Der.encode(Der.OCTET_STRING, Der.encode(Der.SEQUENCE, TRUE)));
  }

  private static byte[] localhost() {
    byte[] dns = Der.encode(0x82, "localhost".getBytes(StandardCharsets.US_ASCII));
    byte[] ip = Der.encode(0x87, new byte[] {127, 0, 0, 1});
    return Der.encode(
        Der.SEQUENCE,
        SUBJECT_ALTERNATIVE_NAME,
        Der.encode(Der.OCTET_STRING, Der.encode(Der.SEQUENCE, dns, ip)));
  }

  private static byte[] name(String commonName) {
    byte[] text = Der.encode(UTF8_STRING, commonName.getBytes(StandardCharsets.UTF_8));
    return Der.encode(Der.SEQUENCE, Der.encode(SET, Der.encode(Der.SEQUENCE, COMMON_NAME, text)));
  }

  private static byte[] time(String text) {
    return Der.encode(UTC_TIME, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
