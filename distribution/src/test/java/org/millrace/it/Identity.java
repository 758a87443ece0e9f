package org.millrace.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A key and a certificate for this machine, made by the JDK's keytool. */
final class Identity {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private Identity() {}

  /** Writes {@code key.pem} and {@code cert.pem} into a folder. */
  static void make(Path folder) throws IOException, GeneralSecurityException {
    Path store = folder.resolve("identity.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    new Tool(List.of(keytool.toString()), Map.of())
        .run(
            Duration.ofSeconds(30),
            ("-genkeypair -alias server -keyalg RSA -keysize 2048 -dname CN=localhost -validity 2"
                    + " -ext san=dns:localhost,ip:127.0.0.1"
                    + " -storetype PKCS12 -storepass changeit -keystore "
                    + store)
                .split(" "))
        .orFail();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    pem(folder.resolve("key.pem"), "PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded());
    pem(folder.resolve("cert.pem"), "CERTIFICATE", keys.getCertificate("server").getEncoded());
  }

  private static void pem(Path file, String what, byte[] content) throws IOException {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n");
  }
}
