package io.komauth.captcha.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A vector that the sources of the ALTCHA widget 3.2.2 were checked by. */
class WorkVectorTest {

    private static final String NONCE = "35e76d0bf62dbacfb6e571185f6e1ce1";
    private static final String SALT = "b91ec8659c07572037329ef67ce1c0a5";
    private static final String KEY = "048ab54265fd06ff21089afead7e73ffa7afe5cc448ac51b92bf66b86f6e350e";
    private static final WorkSecrets SECRETS = new WorkSecrets("sig-secret".getBytes(StandardCharsets.US_ASCII),
            "key-secret".getBytes(StandardCharsets.US_ASCII), new byte[1]);

    @Test
    void theKeyIsDerivedFromNonceCounterAndSalt() {
        byte[] key = WorkParameters.derive(WorkAlgorithm.PBKDF2_SHA256, 5000, WorkParameters.HEX.parseHex(NONCE),
                WorkParameters.HEX.parseHex(SALT), 5000);

        assertThat(WorkParameters.HEX.formatHex(key)).isEqualTo(KEY);
    }

    @Test
    void theKeyAndTheParametersAreSigned() {
        String keySignature = SECRETS.signKey(WorkParameters.HEX.parseHex(KEY));
        WorkChallenge challenge = SECRETS.sign(new WorkParameters("PBKDF2/SHA-256", 5000, null, null, 32, KEY.substring(0, 32),
                keySignature, NONCE, SALT));

        assertThat(keySignature).isEqualTo("ae7c8e5f9683c4cf8f3c60b86f883184fcabb831c07cae9bdcf8dae58ca0417e");
        assertThat(challenge.signature()).isEqualTo("ce03b727d5808621a8d681e4aa51b167f67676a59df618d07fca1795fa98244a");
    }

    /** Expected values by {@code node -p "crypto.pbkdf2Sync(Buffer.from(nonce + '00000007', 'hex'), …, 3, 32, 'sha384')"}. */
    @ParameterizedTest
    @CsvSource({"PBKDF2_SHA256,ba6268a3a6dfc9440036a7d453c870a0fc3c630d75890df016334a8d307a1af8", "PBKDF2_SHA384,205941a15a7706077f7be9bae2494fb25d2ae0f341eaddab0a2c94f15b4f9c9c", "PBKDF2_SHA512,a1053c8df7166da6fb0315941923c5e436be8c3f9667a6556c1c8db94ae86d1f"})
    void eachAlgorithmIsTheOneThatItsNameSays(WorkAlgorithm algorithm, String expected) {
        byte[] key = WorkParameters.derive(algorithm, 3, WorkParameters.HEX.parseHex(NONCE), WorkParameters.HEX.parseHex(SALT), 7);

        assertThat(WorkParameters.HEX.formatHex(key)).isEqualTo(expected);
    }
}
