package io.komauth.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.komauth.testing.RealmStub;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.Config;

class IntegerSettingTest {

    private static final IntegerSetting LENGTH = new IntegerSetting("captcha.length", "length", 4, 8, 5);
    private static final String PREFIX = IntegerSettingTest.class.getName() + ".";
    private static final Config.Scope NO_OPTIONS = new Config.SystemPropertiesScope(PREFIX);

    @ParameterizedTest
    @CsvSource({"4,4", "8,8", "' 7 ',7", "3,4", "9,8", "-1,4", "2147483647,8", "99999999999,8", "-99999999999,4"})
    void theRealmsValueIsClampedToTheRange(String value, int used) {
        assertThat(LENGTH.of(RealmStub.attribute(value), 6)).isEqualTo(used);
    }

    @Test
    @Timeout(5)
    void aNumberWithoutEndCostsNoMoreThanAnother() {
        assertThat(LENGTH.of(RealmStub.attribute("9".repeat(1_000_000)), 6)).isEqualTo(8);
        assertThat(LENGTH.of(RealmStub.attribute('-' + "9".repeat(1_000_000)), 6)).isEqualTo(4);
        assertThat(LENGTH.of(RealmStub.attribute("0".repeat(1_000_000) + 7), 6)).isEqualTo(7);
        assertThat(LENGTH.of(RealmStub.attribute("9".repeat(1_000_000) + '.'), 6)).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "five", "5.0", "0x5", "--5", "+", "5 5"})
    void withoutAValidRealmValueTheServersValueCounts(String value) {
        assertThat(LENGTH.of(RealmStub.attribute(value), 6)).isEqualTo(6);
    }

    @Test
    void theServerDefaultIsUsedWithoutAnOption() {
        assertThat(LENGTH.fromServer(NO_OPTIONS)).isEqualTo(5);
        assertThat(fromServer("8")).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "9", "five"})
    void aServerDoesNotStartWithAnOptionOutOfRange(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> fromServer(value))
                .withMessage("Server option 'length' must be a number from 4 to 8, not '%s'", value);
    }

    private static int fromServer(String value) {
        System.setProperty(PREFIX + "length", value);
        try {
            return LENGTH.fromServer(new Config.SystemPropertiesScope(PREFIX));
        } finally {
            System.clearProperty(PREFIX + "length");
        }
    }
}
