package io.komauth.authentication.pages;

import java.net.HttpCookie;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.komauth.testing.Answer;
import io.komauth.testing.Request;
import io.komauth.testing.TestRealm;

/** A login page as a program sees it that guesses passwords: no scripts, no pictures, any number at once. */
final class PlainLogin {

    private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
    private static final Pattern RESET = Pattern.compile("href=\"([^\"]*/reset-credentials[^\"]*)\"");
    private static final Pattern REGISTRATION = Pattern.compile("href=\"([^\"]*/registration[^\"]*)\"");
    private static final Pattern KEY = Pattern.compile("name=\"captchaKey\" value=\"([^\"]*)\"");

    private final URI start;
    private final String address;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private Answer answer;

    private PlainLogin(URI start, String address) {
        this.start = start;
        this.address = address;
    }

    static PlainLogin at(TestRealm realm) {
        return from("192.0.2.1", realm);
    }

    /** @param address of the program, for a server that believes its proxy */
    static PlainLogin from(String address, TestRealm realm) {
        PlainLogin login = new PlainLogin(Login.address(realm), address);
        return login.send(Request.get(login.start));
    }

    /** Has each of the logins do the same, all at the same time, and waits for them. */
    static void allAtOnce(List<PlainLogin> logins, Consumer<PlainLogin> action) {
        CompletableFuture.allOf(logins.stream()
                .map(login -> CompletableFuture.runAsync(() -> action.accept(login), command -> new Thread(command).start()))
                .toArray(CompletableFuture[]::new)).join();
    }

    /** Comes to the page for forgotten passwords. */
    PlainLogin forgetPassword() {
        send(Request.get(start.resolve(find(RESET).replace("&amp;", "&"))));
        return isOver() ? send(Request.get(start.resolve(answer.header("Location").orElseThrow()))) : this;
    }

    /** Comes to the registration page, and sends its form with these fields. */
    PlainLogin register(String... fields) {
        return send(Request.get(start.resolve(find(REGISTRATION).replace("&amp;", "&")))).post(fields);
    }

    /** Sends the form with these fields alone, given as name, value, name, value. */
    PlainLogin post(String... fields) {
        Request request = Request.post(URI.create(find(ACTION).replace("&amp;", "&")));
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return send(request);
    }

    /** Sends the form without any captcha. */
    PlainLogin submit(String username, String password) {
        return post("username", username, "password", password);
    }

    /** Sends the form with the captcha of the page and this answer to it. */
    PlainLogin submit(String username, String password, String code) {
        return submitKey(username, password, key(), code);
    }

    /** Sends the form with another captcha than that of the page. */
    PlainLogin submitKey(String username, String password, String key, String code) {
        return post("username", username, "password", password, "captchaKey", key, "captchaCode", code);
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
