package io.komauth.authentication.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedFormTest {

    private static final String INPUT = "<input id=\"captchaCode\" class=\"kom-captcha__input pf\" required></form>";

    @ParameterizedTest
    @ValueSource(strings = {" novalidate", " novalidate=\"novalidate\"", " novalidate=''", "\nnovalidate=novalidate"})
    void theBrowserChecksTheFormWithTheCaptcha(String attribute) {
        String page = "<form novalidate action=\"/language\"></form><form onsubmit=\"login.disabled = true; return true;\"%s method=\"post\">"
                + INPUT;

        assertThat(CheckedForm.in(page.formatted(attribute))).isEqualTo(page.formatted(" data-kom-novalidate"));
        assertThat(CheckedForm.in(("<form%s>" + INPUT).formatted(attribute))).isEqualTo("<form data-kom-novalidate>" + INPUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<form method=\"post\">" + INPUT, "<form novalidate><input id=\"username\"></form>", INPUT, "",
            "<form data-novalidate-by=\"x\"> novalidate" + INPUT})
    void otherPagesStayAsTheyAre(String page) {
        assertThat(CheckedForm.in(page)).isSameAs(page);
    }

    @Test
    void itIsTheInputOfOurTemplate() {
        assertThat(CheckedForm.in("<form novalidate><script>'<input id=\"captchaCode\">'</script></form>")).contains("<form novalidate>");
    }
}
