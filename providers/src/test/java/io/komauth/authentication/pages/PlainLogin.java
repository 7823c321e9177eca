package io.komauth.authentication.pages;

import java.net.HttpCookie;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.komauth.testing.Answer;
import io.komauth.testing.Request;
import io.komauth.testing.TestRealm;

/** A login page as a program sees it that guesses passwords: no scripts, no pictures, any number at once. */
final class PlainLogin {

    private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("name=\"captchaKey\" value=\"([^\"]*)\"");

    private final String address;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private Answer answer;

    private PlainLogin(String address) {
        this.address = address;
    }

    static PlainLogin at(TestRealm realm) {
        return from("192.0.2.1", realm);
    }

    /** @param address of the program, for a server that believes its proxy */
    static PlainLogin from(String address, TestRealm realm) {
        PlainLogin login = new PlainLogin(address);
        login.send(Request.get(Login.address(realm)));
        return login;
    }

    /** Sends the form without any captcha. */
    PlainLogin submit(String username, String password) {
        return send(form(username, password));
    }

    /** Sends the form with the captcha of the page and this answer to it. */
    PlainLogin submit(String username, String password, String code) {
        return submitKey(username, password, key(), code);
    }

    /** Sends the form with another captcha than that of the page. */
    PlainLogin submitKey(String username, String password, String key, String code) {
        return send(form(username, password).param("captchaKey", key).param("captchaCode", code));
    }

    boolean hasCaptcha() {
        return KEY.matcher(page()).find();
    }

    String key() {
        return find(KEY);
    }

    /** Whether it was sent on to the application. */
    boolean isOver() {
        return answer.status() == 302;
    }

    String page() {
        return answer.text();
    }

    private Request form(String username, String password) {
        return Request.post(URI.create(find(ACTION).replace("&amp;", "&")))
                .param("username", username).param("password", password);
    }

    private PlainLogin send(Request request) {
        answer = request.header("X-Forwarded-For", address).header("Cookie", cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue()).collect(Collectors.joining("; "))).send();
        answer.headers().allValues("Set-Cookie").stream().map(header -> HttpCookie.parse(header).get(0))
                .forEach(cookie -> cookies.put(cookie.getName(), cookie.getValue()));
        return this;
    }

    private String find(Pattern pattern) {
        Matcher matcher = pattern.matcher(page());
        if (!matcher.find()) {
            throw new AssertionError("There is no " + pattern + " in " + answer);
        }
        return matcher.group(1);
    }
}
