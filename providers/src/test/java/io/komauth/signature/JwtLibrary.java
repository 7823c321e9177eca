package io.komauth.signature;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

import javax.crypto.spec.SecretKeySpec;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** The libraries that services verify tokens with, each called as its own documents show it. */
enum JwtLibrary {

    SPRING_SECURITY {
        @Override
        Optional<String> claim(String token, byte[] key, String name) {
            try {
                return Optional.of(NimbusJwtDecoder.withSecretKey(new SecretKeySpec(key, "HmacSHA256"))
                        .macAlgorithm(MacAlgorithm.HS256).build().decode(token).getClaimAsString(name));
            } catch (org.springframework.security.oauth2.jwt.JwtException refused) {
                return Optional.empty();
            }
        }
    },

    NIMBUS {
        @Override
        Optional<String> claim(String token, byte[] key, String name) throws Exception {
            try {
                SignedJWT jwt = SignedJWT.parse(token);
                return jwt.verify(new MACVerifier(key)) ? Optional.of(jwt.getJWTClaimsSet().getStringClaim(name))
                        : Optional.empty();
            } catch (JOSEException refused) {
                return Optional.empty();
            }
        }
    },

    JJWT {
        @Override
        Optional<String> claim(String token, byte[] key, String name) {
            try {
                return Optional.of(Jwts.parser().verifyWith(Keys.hmacShaKeyFor(key)).build().parseSignedClaims(token)
                        .getPayload().get(name, String.class));
            } catch (JwtException refused) {
                return Optional.empty();
            }
        }
    },

    JAVA_JWT {
        @Override
        Optional<String> claim(String token, byte[] key, String name) {
            try {
                return Optional.of(JWT.require(Algorithm.HMAC256(key)).build().verify(token).getClaim(name).asString());
            } catch (JWTVerificationException refused) {
                return Optional.empty();
            }
        }
    },

    /** Of npm, in Node.js. */
    JSONWEBTOKEN {
        @Override
        Optional<String> claim(String token, byte[] key, String name) throws Exception {
            Path module = Files.createTempFile("jsonwebtoken", ".cjs");
            try (InputStream library = JwtLibrary.class.getResourceAsStream("/jsonwebtoken/jsonwebtoken.min.cjs")) {
                Files.write(module, library.readAllBytes());
                Process node = new ProcessBuilder("node", "-e", """
                        const [module, token, key, name] = process.argv.slice(1);
                        const jwt = require(module);
                        try {
                          process.stdout.write(jwt.verify(token, Buffer.from(key, 'hex'), { algorithms: ['HS256'] })[name]);
                        } catch (e) {
                          if (!(e instanceof jwt.JsonWebTokenError)) throw e;
                          process.exit(3);
                        }
                        """, module.toString(), token, HexFormat.of().formatHex(key), name)
                        .redirectErrorStream(true).start();
                String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return switch (node.waitFor()) {
                    case 0 -> Optional.of(output);
                    case REFUSED -> Optional.empty();
                    default -> throw new IOException(output);
                };
            } finally {
                Files.delete(module);
            }
        }
    };

    private static final int REFUSED = 3;

    /** @return a claim that is a text; empty if the token is refused */
    abstract Optional<String> claim(String token, byte[] key, String name) throws Exception;
}
