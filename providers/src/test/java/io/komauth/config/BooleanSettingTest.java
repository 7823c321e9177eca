package io.komauth.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.komauth.testing.RealmStub;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.Config;

class BooleanSettingTest {

    private static final BooleanSetting AUDIO = new BooleanSetting("captcha.audio", "audio", true);
    private static final String PREFIX = BooleanSettingTest.class.getName() + ".";

    @ParameterizedTest
    @CsvSource({"true,true", "false,false", "' TRUE ',true", "False,false"})
    void theRealmsValueTakesPrecedence(String value, boolean expected) {
        assertThat(AUDIO.of(RealmStub.attribute(value), !expected)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "yes", "1"})
    void withoutAValidRealmValueTheServersValueCounts(String value) {
        assertThat(AUDIO.of(RealmStub.attribute(value), true)).isTrue();
        assertThat(AUDIO.of(RealmStub.attribute(value), false)).isFalse();
    }

    @Test
    void theServerDefaultIsUsedWithoutAnOption() {
        assertThat(AUDIO.fromServer(new Config.SystemPropertiesScope(PREFIX))).isTrue();
        assertThat(fromServer("false")).isFalse();
    }

    @Test
    void aServerDoesNotStartWithAnInvalidBoolean() {
        assertThatIllegalArgumentException().isThrownBy(() -> fromServer("off"))
                .withMessage("Server option 'audio' must be true or false, not 'off'");
    }

    private static boolean fromServer(String value) {
        System.setProperty(PREFIX + "audio", value);
        try {
            return AUDIO.fromServer(new Config.SystemPropertiesScope(PREFIX));
        } finally {
            System.clearProperty(PREFIX + "audio");
        }
    }
}
