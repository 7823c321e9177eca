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

class RealmSettingTest {

    private static final RealmSetting<Integer> LENGTH = RealmSetting.integer("captcha.length", "length", 4, 8, 5);
    private static final RealmSetting<Boolean> AUDIO = RealmSetting.bool("captcha.audio", "audio", true);
    private static final RealmSetting<String> ZONE = RealmSetting.text("tenant.zone", "UTC", zone -> zone.contains("/"));
    private static final String PREFIX = RealmSettingTest.class.getName() + ".";
    private static final Config.Scope NO_OPTIONS = new Config.SystemPropertiesScope(PREFIX);

    @ParameterizedTest
    @CsvSource({"4,4", "8,8", "' 7 ',7", "3,4", "9,8", "-1,4", "2147483647,8", "99999999999,8", "-99999999999,4"})
    void aNumberOfTheRealmIsClampedToTheRange(String value, int used) {
        assertThat(LENGTH.of(RealmStub.attribute(value), 6)).isEqualTo(used);
    }

    @Test
    @Timeout(5)
    void aNumberWithoutEndCostsNoMoreThanAnother() {
        assertThat(LENGTH.of(RealmStub.attribute("9".repeat(1_000_000)), 6)).isEqualTo(8);
        assertThat(LENGTH.of(RealmStub.attribute('-' + "9".repeat(1_000_000)), 6)).isEqualTo(4);
        assertThat(LENGTH.of(RealmStub.attribute("0".repeat(1_000_000) + 7), 6)).isEqualTo(7);
        assertThat(LENGTH.of(RealmStub.attribute("9".repeat(1_000_000) + '.'), 6)).isEqualTo(6);
        assertThat(LENGTH.of(RealmStub.attribute("0".repeat(1_000_000) + '.'), 6)).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "five", "5.0", "0x5", "--5", "+", "5 5"})
    void withoutANumberOfTheRealmTheServersValueCounts(String value) {
        assertThat(LENGTH.of(RealmStub.attribute(value), 6)).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"true,true", "false,false", "' TRUE ',true", "False,false"})
    void aSwitchOfTheRealmTakesPrecedence(String value, boolean expected) {
        assertThat(AUDIO.of(RealmStub.attribute(value), !expected)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "yes", "1"})
    void withoutASwitchOfTheRealmTheServersValueCounts(String value) {
        assertThat(AUDIO.of(RealmStub.attribute(value), true)).isTrue();
        assertThat(AUDIO.of(RealmStub.attribute(value), false)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Europe/Berlin,Europe/Berlin", "' Europe/Berlin ',Europe/Berlin", "Mars,UTC", "'',UTC", "' ',UTC"})
    void aTextOfTheRealmCountsIfItIsValid(String value, String used) {
        assertThat(ZONE.of(RealmStub.attribute(value))).isEqualTo(used);
    }

    @Test
    void anAdministratorReadsWhatTheRealmSetsAndASwitchAsOnOrOff() {
        assertThat(LENGTH.displayValue(RealmStub.attribute("nine"), 6)).isEqualTo("nine");
        assertThat(LENGTH.displayValue(RealmStub.attribute(" "), 6)).isEqualTo("6");
        assertThat(AUDIO.displayValue(RealmStub.attribute(" TRUE "), false)).isEqualTo("true");
        assertThat(AUDIO.displayValue(RealmStub.attribute("yes"), false)).isEqualTo("false");
    }

    @Test
    void theServerDefaultIsUsedWithoutAnOption() {
        assertThat(LENGTH.fromServer(NO_OPTIONS)).isEqualTo(5);
        assertThat(fromServer(LENGTH, "8")).isEqualTo(8);
        assertThat(AUDIO.fromServer(NO_OPTIONS)).isTrue();
        assertThat(fromServer(AUDIO, "false")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "9", "five"})
    void aServerDoesNotStartWithAnOptionOutOfRange(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> fromServer(LENGTH, value))
                .withMessage("Server option 'length' must be a number from 4 to 8, not '%s'", value);
    }

    @Test
    void aServerDoesNotStartWithAnInvalidSwitch() {
        assertThatIllegalArgumentException().isThrownBy(() -> fromServer(AUDIO, "off"))
                .withMessage("Server option 'audio' must be true or false, not 'off'");
    }

    private static <T> T fromServer(RealmSetting<T> setting, String value) {
        System.setProperty(PREFIX + setting.option(), value);
        try {
            return setting.fromServer(new Config.SystemPropertiesScope(PREFIX));
        } finally {
            System.clearProperty(PREFIX + setting.option());
        }
    }
}
