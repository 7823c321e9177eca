package io.komauth.captcha.work;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

import javax.crypto.SecretKey;

import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeyManager;
import org.keycloak.models.RealmModel;

/**
 * Issues a realm's challenges and verifies their solutions. Nothing is stored: a challenge is signed by a key that is derived from
 * the realm's own.
 *
 * <p>The server draws the counter that is to be found, and publishes half of the derived key. So verifying derives no key, and
 * the work is bounded: were it left to luck, the hundredth person would wait for seven times the median. It is drawn from 1 on,
 * as a range that begins later would only tell solvers where to begin.
 */
public final class WorkChallenges {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 16;
    private static final int PREFIX_BYTES = WorkAlgorithm.KEY_LENGTH / 2;

    private final KeyManager keys;
    private final RealmModel realm;

    public WorkChallenges(KeyManager keys, RealmModel realm) {
        this.keys = keys;
        this.realm = realm;
    }

    /**
     * Issues a challenge.
     *
     * @param level      what {@link WorkData#level()} is to be
     * @param expiresAt  seconds since the epoch
     * @param captchaKey of a picture that is to be solved as well; {@code null} if none is
     */
    public WorkChallenge issue(WorkDifficulty difficulty, int level, long expiresAt, String captchaKey) {
        KeyWrapper realmKey = keys.getActiveKey(realm, KeyUse.ENC, Algorithm.AES);
        byte[] nonce = random();
        byte[] salt = random();
        int counter = 1 + RANDOM.nextInt(difficulty.derivations());
        byte[] key = WorkParameters.derive(difficulty.algorithm(), difficulty.cost(), nonce, salt, counter);
        WorkSecrets secrets = secrets(realmKey.getSecretKey());
        return secrets.sign(new WorkParameters(difficulty.algorithm().toString(), difficulty.cost(),
                new WorkData(captchaKey, realmKey.getKid(), level), expiresAt, key.length,
                WorkParameters.HEX.formatHex(Arrays.copyOf(key, PREFIX_BYTES)), secrets.signKey(key),
                WorkParameters.HEX.formatHex(nonce), WorkParameters.HEX.formatHex(salt)));
    }

    /**
     * Verifies a solution, but not whether it was spent before.
     *
     * @param now seconds since the epoch
     */
    public WorkVerification verify(String payload, long now) {
        return WorkSolution.parse(payload).map(solution -> verify(solution, now)).orElse(WorkVerification.INVALID);
    }

    /**
     * Says of a verified solution that its picture was solved, too.
     *
     * @return a payload that says so
     */
    public String confirm(WorkVerification verification) {
        WorkSolution solution = verification.solution();
        WorkSecrets secrets = secrets(solution).orElseThrow();
        return new WorkSolution(solution.challenge(), solution.solution(),
                secrets.signVerified(solution.challenge().parameters())).payload();
    }

    private WorkVerification verify(WorkSolution solution, long now) {
        WorkParameters parameters = solution.challenge().parameters();
        if (parameters.data() == null || parameters.expiresAt() == null) {
            return WorkVerification.INVALID;
        }
        if (now >= parameters.expiresAt()) {
            return WorkVerification.EXPIRED;
        }
        WorkSecrets secrets = secrets(solution).orElse(null);
        if (secrets == null || !secrets.haveSigned(solution.challenge()) || !isSolved(solution, secrets)) {
            return WorkVerification.INVALID;
        }
        boolean needsPicture = parameters.data().captchaKey() != null;
        return new WorkVerification(WorkVerification.Outcome.VALID, solution,
                needsPicture && secrets.haveSignedVerified(solution));
    }

    private static boolean isSolved(WorkSolution solution, WorkSecrets secrets) {
        String derivedKey = solution.solution().derivedKey();
        WorkParameters parameters = solution.challenge().parameters();
        try {
            return derivedKey.startsWith(parameters.keyPrefix())
                    && secrets.haveSignedKey(parameters, WorkParameters.HEX.parseHex(derivedKey));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private Optional<WorkSecrets> secrets(WorkSolution solution) {
        return Optional.ofNullable(keys.getKey(realm, solution.challenge().parameters().data().kid(), KeyUse.ENC, Algorithm.AES))
                .map(KeyWrapper::getSecretKey).map(this::secrets);
    }

    private WorkSecrets secrets(SecretKey realmKey) {
        return WorkSecrets.of(realmKey, realm.getId(), realm.getName());
    }

    private static byte[] random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
