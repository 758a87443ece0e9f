package org.millrace.server.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.millrace.server.config.AcceptorConfig.TlsConfig;

/** What files are taken, and what is said of the others; handshakes are in AcceptorFactoryTest. */
class TlsContextsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  @TempDir private Path folder;

  private TlsConfig files(String key, String certificate) throws IOException {
    return new TlsConfig(
        Files.writeString(folder.resolve("k.pem"), key),
        Files.writeString(folder.resolve("c.pem"), certificate));
  }

  private static String certificate(KeyPair key) {
    return TestCertificates.pem("CERTIFICATE", TestCertificates.selfSigned(key));
  }

  /** The key inside of PKCS#8, which is PKCS#1 for RSA. */
  private static byte[] inner(KeyPair key) {
    return Der.find(key.getPrivate().getEncoded(), Der.OCTET_STRING).orElseThrow();
  }

  private static void assertTaken(TlsConfig files) {
    assertThatCode(() -> TlsContexts.server(files, TIMEOUT)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"RSA", "EC"})
  void keysInPkcs8AreTaken(String algorithm) throws Exception {
    KeyPair key = TestCertificates.newKey(algorithm);

    assertTaken(files(TestCertificates.pem("PRIVATE KEY", key), certificate(key)));
  }

  @Test
  void rsaKeysInPkcs1AreTaken() throws Exception {
    KeyPair key = TestCertificates.newKey("RSA");

    assertTaken(files(TestCertificates.pem("RSA PRIVATE KEY", inner(key)), certificate(key)));
  }

  @Test
  void ecKeysInSec1AreTaken() throws Exception {
    KeyPair key = TestCertificates.newKey("EC");
    byte[] number = Der.find(inner(key), Der.OCTET_STRING).orElseThrow();
    byte[] curve = HexFormat.of().parseHex("a00a06082a8648ce3d030107"); // [0] prime256v1
    byte[] one = {2, 1, 1};
    byte[] sec1 = Der.encode(Der.SEQUENCE, one, Der.encode(Der.OCTET_STRING, number), curve);

    assertTaken(
        files(
            TestCertificates.pem("EC PARAMETERS", HexFormat.of().parseHex("06082a8648ce3d030107"))
                + TestCertificates.pem("EC PRIVATE KEY", sec1),
            certificate(key)));
  }

  @Test
  void keyAndCertificateMayBeInOneFile() throws Exception {
    KeyPair key = TestCertificates.newKey("EC");
    String both = TestCertificates.pem("PRIVATE KEY", key) + certificate(key);

    assertTaken(files(both, both));
  }

  @Test
  void onlyTls12And13AreSpoken() throws Exception {
    TlsConfig files = new TestCertificates().server(folder);

    SslHandler handler =
        TlsContexts.server(files, TIMEOUT).newHandler(UnpooledByteBufAllocator.DEFAULT);

    assertThat(handler.engine().getEnabledProtocols())
        .containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
    assertThat(handler.getHandshakeTimeoutMillis()).isEqualTo(3000);
  }

  @Test
  void aKeyOfAnotherCertificateIsAnError() throws Exception {
    KeyPair one = TestCertificates.newKey("EC");
    KeyPair other = TestCertificates.newKey("EC");
    TlsConfig files = files(TestCertificates.pem("PRIVATE KEY", one), certificate(other));

    assertThatThrownBy(() -> TlsContexts.server(files, TIMEOUT))
        .isInstanceOf(IoException.class)
        .hasMessage(
            "sslKey: %s is not the key of the first certificate in sslCert: %s",
            files.key(), files.certificate());
  }

  @Test
  void aKeyOfAnotherKindIsAnError() throws Exception {
    TlsConfig files =
        files(
            TestCertificates.pem("PRIVATE KEY", TestCertificates.newKey("RSA")),
            certificate(TestCertificates.newKey("EC")));

    assertThatThrownBy(() -> TlsContexts.server(files, TIMEOUT))
        .hasMessageContaining("is not the key of the first certificate");
  }

  @ParameterizedTest
  @CsvSource({"ENCRYPTED PRIVATE KEY,''", "RSA PRIVATE KEY,'Proc-Type: 4,ENCRYPTED'"})
  void anEncryptedKeyIsAnErrorThatSaysHowToDecryptIt(String label, String header) throws Exception {
    String pem = TestCertificates.pem(label, new byte[40]);
    String key = header.isEmpty() ? pem : pem.replaceFirst("\n", "\n" + header + "\n\n");
    TlsConfig files = files(key, certificate(TestCertificates.newKey("EC")));

    assertThatThrownBy(() -> TlsContexts.server(files, TIMEOUT))
        .isInstanceOf(IoException.class)
        .hasMessageStartingWith("sslKey: " + files.key() + ": the key is encrypted")
        .hasMessageContaining("openssl pkey -in OLD -out NEW");
  }

  @ParameterizedTest
  @CsvSource({
    "'',no private key in it (expected: PEM)",
    "RSA PRIVATE KEY,'no RSA, EC or Ed25519 key, or a damaged one'",
    "PRIVATE KEY,'no RSA, EC or Ed25519 key, or a damaged one'",
    "EC PRIVATE KEY,the EC key does not name its curve",
    "DSA PRIVATE KEY,'DSA PRIVATE KEY (expected: an RSA, EC or Ed25519 key)'",
  })
  void anUnusableKeyIsAnErrorThatSaysWhy(String label, String problem) throws Exception {
    String key = label.isEmpty() ? "" : TestCertificates.pem(label, new byte[] {0x30, 5, 1, 2});
    TlsConfig files = files(key, certificate(TestCertificates.newKey("EC")));

    assertThatThrownBy(() -> TlsContexts.server(files, TIMEOUT))
        .isInstanceOf(IoException.class)
        .hasMessage("sslKey: %s: %s", files.key(), problem);
  }

  @Test
  void missingFilesAreNamed() throws Exception {
    KeyPair key = TestCertificates.newKey("EC");
    TlsConfig good = files(TestCertificates.pem("PRIVATE KEY", key), certificate(key));
    Path absent = folder.resolve("absent.pem");

    assertThatThrownBy(() -> TlsContexts.server(new TlsConfig(absent, good.certificate()), TIMEOUT))
        .hasMessage("sslKey: %s: no such file", absent);
    assertThatThrownBy(() -> TlsContexts.server(new TlsConfig(good.key(), absent), TIMEOUT))
        .hasMessage("sslCert: %s: no such file", absent);
    assertThatThrownBy(() -> TlsContexts.server(new TlsConfig(good.key(), good.key()), TIMEOUT))
        .hasMessage("sslCert: %s: no certificate in it (expected: PEM)", good.key());
  }
}
