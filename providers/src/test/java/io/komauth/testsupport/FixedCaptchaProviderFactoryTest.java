package io.komauth.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.keycloak.Config;
import org.keycloak.common.util.Environment;

class FixedCaptchaProviderFactoryTest {

    private static final Config.Scope NO_OPTIONS = new Config.SystemPropertiesScope("none.");

    @AfterEach
    void forgetTheProfile() {
        System.clearProperty(Environment.PROFILE);
    }

    @Test
    void itRefusesToStartOutsideOfDevelopmentMode() {
        System.setProperty(Environment.PROFILE, "prod");

        assertThatIllegalStateException().isThrownBy(() -> new FixedCaptchaProviderFactory().init(NO_OPTIONS))
                .withMessageContaining("KOM_TEST_SUPPORT=allow");
    }

    @Test
    void itStartsInDevelopmentModeButIsTheDefaultNowhere() {
        System.setProperty(Environment.PROFILE, Environment.DEV_PROFILE_VALUE);
        FixedCaptchaProviderFactory factory = new FixedCaptchaProviderFactory();

        factory.init(NO_OPTIONS);

        assertThat(factory.order()).isZero();
    }
}
