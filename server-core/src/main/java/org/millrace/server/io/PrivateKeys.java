package org.millrace.server.io;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Private keys in the forms that openssl has written over the years. */
final class PrivateKeys {
  /** INTEGER 0, the version of a PKCS#8 key: RFC 5208 section 5. */
  private static final byte[] VERSION = HexFormat.of().parseHex("020100");

  /** SEQUENCE of OID 1.2.840.113549.1.1.1 (rsaEncryption) and NULL. */
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

  /** OID 1.2.840.10045.2.1 (ecPublicKey). */
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

  /** [0] EXPLICIT: the curve's OID in an EC key, RFC 5915 section 3. */
  private static final int EC_PARAMETERS = 0xa0;

  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  private PrivateKeys() {}

  /** Whether a PEM block holds a private key. */
  static boolean isKey(PemFile.Block block) {
    return block.label().endsWith("PRIVATE KEY");
  }

  /**
   * Reads a key.
   *
   * @throws GeneralSecurityException if it is encrypted, damaged or of an unknown kind; the message
   *     is for the administrator
   */
  static PrivateKey read(PemFile.Block block) throws GeneralSecurityException {
    if (block.isEncrypted()) {
      throw new InvalidKeyException(
          "the key is encrypted (expected: one without a passphrase, as openssl pkey -in OLD -out"
              + " NEW makes it)");
    }
    return switch (block.label()) {
      case "PRIVATE KEY" -> ofPkcs8(block.der());
      case "RSA PRIVATE KEY" -> ofPkcs8(wrap(RSA, block.der()));
      case "EC PRIVATE KEY" -> ofPkcs8(wrap(ecAlgorithm(block.der()), block.der()));
      default ->
          throw new InvalidKeyException(block.label() + " (expected: an RSA, EC or Ed25519 key)");
    };
  }

  /** PKCS#1 (RFC 8017 A.1.2) and SEC 1 keys lack what PKCS#8 puts around them. */
  private static byte[] wrap(byte[] algorithm, byte[] key) {
    return Der.encode(Der.SEQUENCE, VERSION, algorithm, Der.encode(Der.OCTET_STRING, key));
  }

  private static byte[] ecAlgorithm(byte[] key) throws InvalidKeyException {
    byte[] curve =
        Der.find(key, EC_PARAMETERS)
            .orElseThrow(() -> new InvalidKeyException("the EC key does not name its curve"));
    return Der.encode(Der.SEQUENCE, EC, curve);
  }

  private static PrivateKey ofPkcs8(byte[] der) throws GeneralSecurityException {
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
    for (String algorithm : ALGORITHMS) {
      Optional<PrivateKey> key = of(algorithm, spec);
      if (key.isPresent()) {
        return key.get();
      }
    }
    throw new InvalidKeyException("no RSA, EC or Ed25519 key, or a damaged one");
  }

  private static Optional<PrivateKey> of(String algorithm, PKCS8EncodedKeySpec spec)
      throws GeneralSecurityException {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
    } catch (InvalidKeySpecException e) {
      return Optional.empty(); // a key of another algorithm
    }
  }
}
