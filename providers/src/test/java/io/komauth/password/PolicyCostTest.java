package io.komauth.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.credential.PasswordCredentialModel;

class PolicyCostTest {

    private static final int SERVER_ITERATIONS = 5;
    private static final int SERVER_MEMORY = 7168;

    @ParameterizedTest
    @CsvSource({"40, 5, 7168, 35", "40, 40, 7168, 0", "40, 60, 7168, 0", "40, 20, 14336, 0", "40, 20, 3584, 30", "-1, 5, 7168, 0",
            "-1, 2, 7168, 3", "27500, 2, 7168, 3"})
    @DisplayName("What a hash took less than the policy asks for, is made up for")
    void hashRemainder(int policy, int iterations, int memory, int paid) {
        CountingArgon2 argon2 = new CountingArgon2();

        new PolicyCost(argon2, argon2, policy).hashRemainder("text", hash(iterations, memory).getPasswordCredentialData());

        argon2.computed.remove(Integer.valueOf(-1));
        assertThat(argon2.computed.stream().mapToInt(Integer::intValue).sum()).isEqualTo(paid);
    }

    @ParameterizedTest
    @CsvSource({"-1", "40"})
    @DisplayName("Another algorithm of the policy is computed as a whole")
    void anotherAlgorithm(int policy) {
        CountingArgon2 argon2 = new CountingArgon2();
        CountingArgon2 other = new CountingArgon2() { };

        new PolicyCost(argon2, other, policy).hashRemainder("text", hash(5, SERVER_MEMORY).getPasswordCredentialData());

        assertThat(other.computed).containsExactly(policy);
        assertThat(argon2.computed).isEmpty();
    }

    private static PasswordCredentialModel hash(int iterations, int memory) {
        return PasswordCredentialModel.createFromValues("argon2", new byte[16], iterations,
                Map.of("memory", List.of(Integer.toString(memory))), "hash");
    }

    /** Keeps the iterations that it was asked for. */
    private static class CountingArgon2 implements PasswordHashProvider {

        private final List<Integer> computed = new ArrayList<>();

        @Override
        public PasswordCredentialModel encodedCredential(String rawPassword, int iterations) {
            computed.add(iterations);
            return hash(iterations == -1 ? SERVER_ITERATIONS : iterations, SERVER_MEMORY);
        }

        @Override
        public boolean policyCheck(PasswordPolicy policy, PasswordCredentialModel credential) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean verify(String rawPassword, PasswordCredentialModel credential) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
        }
    }
}
