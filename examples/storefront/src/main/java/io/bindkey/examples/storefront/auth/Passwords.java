// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.auth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Passwords as they are kept: iterations, salt and hash by PBKDF2 (RFC 8018), never the password. */
@ApplicationScoped
class Passwords {

    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final int BITS = 256;
    private static final int SALT_BYTES = 16;

    /** Of itself what OWASP recommends in 2025; tests have no time for that. */
    @Inject
    @ConfigProperty(name = "storefront.password-iterations", defaultValue = "210000")
    int iterations;

    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return iterations + ":" + encoded(salt) + ":" + encoded(derived(password, salt, iterations));
    }

    boolean fits(String password, String hash) {
        String[] parts = hash.split(":", -1);
        byte[] expected = Base64.getDecoder().decode(parts[2]);
        byte[] derived = derived(password, Base64.getDecoder().decode(parts[1]), Integer.parseInt(parts[0]));
        return MessageDigest.isEqual(expected, derived);
    }

    private static byte[] derived(String password, byte[] salt, int iterations) {
        try {
            return SecretKeyFactory.getInstance(ALGORITHM)
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is not there", e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
