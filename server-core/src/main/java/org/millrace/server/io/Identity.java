package org.millrace.server.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server shows of itself.
 *
 * @param key the private key
 * @param chain the key's certificate, and those that vouch for it, in that order
 */
record Identity(PrivateKey key, List<X509Certificate> chain) {

  /**
   * Reads the files of an acceptor.
   *
   * @throws IoException if they cannot be used; names the setting, the file and the problem
   */
  static Identity read(Path keyFile, Path certificateFile) {
    PrivateKey key = readKey(keyFile);
    List<X509Certificate> chain = readCertificates("sslCert", certificateFile);
    if (!belongTogether(key, chain.get(0).getPublicKey())) {
      throw new IoException(
          "sslKey: "
              + keyFile
              + " is not the key of the first certificate in sslCert: "
              + certificateFile,
          null);
    }
    return new Identity(key, chain);
  }

  private static PrivateKey readKey(Path file) {
    try {
      PemFile.Block block =
          PemFile.read(file).blocks().stream()
              .filter(PrivateKeys::isKey)
              .findFirst()
              .orElseThrow(() -> new IOException("no private key in it (expected: PEM)"));
      return PrivateKeys.read(block);
    } catch (IOException | GeneralSecurityException e) {
      throw unusable("sslKey", file, e);
    }
  }

  /**
   * Reads certificates.
   *
   * @param setting the key of the configuration, for errors
   * @throws IoException if there is none, or one cannot be read
   */
  static List<X509Certificate> readCertificates(String setting, Path file) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      List<X509Certificate> certificates = new ArrayList<>();
      for (PemFile.Block block : PemFile.read(file).blocks()) {
        if (block.label().equals("CERTIFICATE")) {
          ByteArrayInputStream der = new ByteArrayInputStream(block.der());
          certificates.add((X509Certificate) factory.generateCertificate(der));
        }
      }
      if (certificates.isEmpty()) {
        throw new IOException("no certificate in it (expected: PEM)");
      }
      return List.copyOf(certificates);
    } catch (IOException | GeneralSecurityException e) {
      throw unusable(setting, file, e);
    }
  }

  private static boolean belongTogether(PrivateKey key, PublicKey certified) {
    byte[] probe = {1, 2, 3};
    try {
      Signature signature = Signature.getInstance(signatureAlgorithm(key));
      signature.initSign(key);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(probe);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // keys of different kinds
    }
  }

  private static String signatureAlgorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }

  private static IoException unusable(String setting, Path file, Exception cause) {
    String problem = cause instanceof NoSuchFileException ? "no such file" : cause.getMessage();
    return new IoException(setting + ": " + file + ": " + problem, cause);
  }
}
