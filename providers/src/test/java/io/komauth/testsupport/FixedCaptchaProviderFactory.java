package io.komauth.testsupport;

import com.google.auto.service.AutoService;

import io.komauth.captcha.AnswerGenerator;
import io.komauth.captcha.CaptchaProviderFactory;
import io.komauth.captcha.ImageCaptchaProviderFactory;

import org.keycloak.Config;
import org.keycloak.common.util.Environment;

/** The provider {@code fixed}: the real one, but for the answer, which is always {@value #ANSWER}. */
@AutoService(CaptchaProviderFactory.class)
public final class FixedCaptchaProviderFactory extends ImageCaptchaProviderFactory {

    public static final String ANSWER = "abcde";

    /** Set to {@code allow}, for load tests of a server in production mode. */
    private static final String PERMISSION = "KOM_TEST_SUPPORT";

    @Override
    public String getId() {
        return "fixed";
    }

    @Override
    protected AnswerGenerator answerGenerator() {
        return length -> ANSWER;
    }

    /** @throws IllegalStateException in a server that people may use: it does not start */
    @Override
    public void init(Config.Scope config) {
        if (!Environment.isDevMode() && !"allow".equals(System.getenv(PERMISSION))) {
            throw new IllegalStateException("The captcha provider 'fixed' gives every captcha the same answer. It is for "
                    + "tests: take its JAR out of the providers folder, or set " + PERMISSION + "=allow.");
        }
        super.init(config);
    }

    /** The real provider stays the default until this one is asked for by name. */
    @Override
    public int order() {
        return 0;
    }
}
