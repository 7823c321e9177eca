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
import java.util.stream.Stream;

import io.komauth.testing.ProofOfWork;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;

/** A login page as a program sees it that guesses passwords: no scripts, no pictures, any number at once. */
final class HttpLogin {

    private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
    private static final Pattern CHALLENGE = Pattern.compile(" data-challenge=\"([^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("name=\"captchaKey\" value=\"([^\"]*)\"");

    private final URI start;
    private final String address;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private ServerResponse response;

    private HttpLogin(URI start, String address) {
        this.start = start;
        this.address = address;
    }

    static HttpLogin at(TestRealm realm) {
        return from("192.0.2.1", realm);
    }

    /** @param address of the program, for a server that believes its proxy */
    static HttpLogin from(String address, TestRealm realm) {
        return new HttpLogin(AuthorizationCodeLogin.address(realm), address).start();
    }

    /** @param parameters more of them for the request that begins the login, such as {@code login_hint=ana} */
    static HttpLogin at(TestRealm realm, String parameters) {
        return new HttpLogin(URI.create(AuthorizationCodeLogin.address(realm) + "&" + parameters), "192.0.2.1").start();
    }

    /** Asks for an organization's claims, too, so that a member of several has to choose one. */
    static HttpLogin ofMemberFrom(String address, TestRealm realm) {
        String scope = "scope=openid";
        return new HttpLogin(URI.create(AuthorizationCodeLogin.address(realm).toString()
                .replace(scope, scope + "%20organization")), address)
                .start();
    }

    /** Has each of the logins do the same, all at the same time, and waits for them. */
    static void allAtOnce(List<HttpLogin> logins, Consumer<HttpLogin> action) {
        CompletableFuture.allOf(logins.stream()
                .map(login -> CompletableFuture.runAsync(() -> action.accept(login), command -> new Thread(command).start()))
                .toArray(CompletableFuture[]::new)).join();
    }

    /** Comes to the page for forgotten passwords, whether or not the page has a link to it. */
    HttpLogin forgetPassword() {
        return open(address("reset-credentials"));
    }

    /** Comes to the registration page, whether or not the page has a link to it. */
    HttpLogin register() {
        return open(address("registration"));
    }

    /** Comes back to the login page. */
    HttpLogin backToLogin() {
        return open(loginAddress());
    }

    /** Where the login page of this tab is. */
    URI loginAddress() {
        return address("authenticate");
    }

    HttpLogin open(URI page) {
        send(Request.get(page));
        return isOver() ? send(Request.get(start.resolve(location()))) : this;
    }

    /** Comes to the registration page, and sends its form with these fields. */
    HttpLogin register(String... fields) {
        return register().post(fields);
    }

    /** Sends the form with these fields alone, given as name, value, name, value. */
    HttpLogin post(String... fields) {
        Request request = Request.post(URI.create(find(ACTION).replace("&amp;", "&")));
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return send(request);
    }

    /** Sends the form without any captcha. */
    HttpLogin submit(String username, String password) {
        return post("username", username, "password", password);
    }

    /** Sends the form with the captcha of the page and this answer to it. */
    HttpLogin submit(String username, String password, String code) {
        return submitKey(username, password, key(), code);
    }

    /** Sends the form with another captcha than that of the page. */
    HttpLogin submitKey(String username, String password, String key, String code) {
        return post("username", username, "password", password, "captchaKey", key, "captchaCode", code);
    }

    /** Sends these fields with the captcha of the page and the right answer to it. */
    HttpLogin postSolved(String... fields) {
        return post(Stream.concat(Stream.of(fields), Stream.of("captchaKey", key(), "captchaCode", TokenRequest.CODE))
                .toArray(String[]::new));
    }

    boolean asksForAPassword() {
        return page().contains("name=\"password\"");
    }

    boolean hasCaptcha() {
        return KEY.matcher(page()).find();
    }

    String key() {
        return find(KEY);
    }

    boolean hasWork() {
        return CHALLENGE.matcher(page()).find();
    }

    /** Solves the challenge of the page. */
    String solution() {
        return ProofOfWork.payload(find(CHALLENGE).replace("&quot;", "\""));
    }

    /** Whether it was sent on to the application. */
    boolean isOver() {
        return response.status() == 302;
    }

    /** Where it was sent on to. */
    String location() {
        return response.header("Location").orElseThrow();
    }

    int status() {
        return response.status();
    }

    String page() {
        return response.text();
    }

    private HttpLogin start() {
        return send(Request.get(start));
    }

    private URI address(String flow) {
        return URI.create(find(ACTION).replace("&amp;", "&").replaceFirst("/login-actions/[a-z-]+", "/login-actions/" + flow)
                .replaceAll("(session_code|execution)=[^&]*&", ""));
    }

    private HttpLogin send(Request request) {
        response = request.header("X-Forwarded-For", address).header("Cookie", cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue()).collect(Collectors.joining("; "))).send();
        response.headers().allValues("Set-Cookie").stream().map(header -> HttpCookie.parse(header).get(0))
                .forEach(cookie -> cookies.put(cookie.getName(), cookie.getValue()));
        return this;
    }

    private String find(Pattern pattern) {
        Matcher matcher = pattern.matcher(page());
        if (!matcher.find()) {
            throw new AssertionError("There is no " + pattern + " in " + response);
        }
        return matcher.group(1);
    }
}
