package io.komauth.testing;

import java.net.HttpCookie;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.komauth.testsupport.FixedCaptchaProviderFactory;

/** Follows redirects, keeps cookies and fills in the first form of a page: what a login without scripts takes. */
public final class Browser {

    private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");

    private static final Pattern CAPTCHA = Pattern.compile("<input[^>]* name=\"captchaKey\" value=\"([^\"]+)\"");

    private final List<HttpCookie> cookies = new ArrayList<>();
    private final UnaryOperator<URI> route;
    private URI location;
    private String page = "";

    public Browser() {
        this(UnaryOperator.identity());
    }

    private Browser(UnaryOperator<URI> route) {
        this.route = route;
    }

    /** A browser that comes to this node of a cluster, whatever host a page names. */
    public static Browser through(KeycloakServer node) {
        return new Browser(uri -> node.uri(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())));
    }

    /** Opens an address and follows it to a page, or to an address whose path ends in {@code /callback}. */
    public Browser open(URI uri) {
        return follow(uri, send(uri, Request.get(route.apply(uri))));
    }

    /** Sends the first form of the page with these fields, given as name, value, name, value. */
    public Browser submit(String... fields) {
        Matcher form = FORM.matcher(page);
        if (!form.find()) {
            throw new AssertionError("No form on the page at " + location + ":\n" + page);
        }
        URI action = URI.create(form.group(1).replace("&amp;", "&"));
        Request post = Request.post(route.apply(action));
        for (int i = 0; i < fields.length; i += 2) {
            post.param(fields[i], fields[i + 1]);
        }
        return follow(action, send(action, post));
    }

    /** Logs in on the login page; if that has a captcha, with the answer that the captchas of test servers have. */
    public Browser logIn(String username, String password) {
        String[] fields = {"username", username, "password", password};
        return hasCaptcha() ? submitSolved(fields) : submit(fields);
    }

    public boolean hasCaptcha() {
        return CAPTCHA.matcher(page).find();
    }

    /** Sends the form as {@link #submit} does, with its captcha solved. */
    public Browser submitSolved(String... fields) {
        Matcher captcha = CAPTCHA.matcher(page);
        if (!captcha.find()) {
            throw new AssertionError("No captcha on the page at " + location + ":\n" + page);
        }
        Stream<String> solution =
                Stream.of("captchaKey", captcha.group(1), "captchaCode", FixedCaptchaProviderFactory.ANSWER);
        return submit(Stream.concat(Stream.of(fields), solution).toArray(String[]::new));
    }

    /** A parameter of the address that the browser has come to. */
    public String parameter(String name) {
        Matcher parameter = Pattern.compile("[?&]" + name + "=([^&]+)").matcher(location.toString());
        if (!parameter.find()) {
            throw new AssertionError("No parameter " + name + " in " + location + ":\n" + page);
        }
        return parameter.group(1);
    }

    /** The page that the browser has come to, as its source. */
    public String page() {
        return page;
    }

    private Browser follow(URI uri, ServerResponse response) {
        location = uri;
        page = response.text();
        String next = response.header("Location").orElse(null);
        if (next == null) {
            return this;
        }
        URI target = uri.resolve(next);
        if (target.getPath().endsWith("/callback")) {
            location = target;
            return this;
        }
        return open(target);
    }

    private ServerResponse send(URI uri, Request request) {
        request.header("Cookie", cookies.stream().filter(cookie -> uri.getPath().startsWith(cookie.getPath()))
                .map(cookie -> cookie.getName() + "=" + cookie.getValue()).collect(Collectors.joining("; ")));
        ServerResponse response = request.send();
        response.headers().allValues("Set-Cookie").stream().map(HttpCookie::parse).flatMap(List::stream)
                .forEach(this::keep);
        return response;
    }

    /** Also a cookie that is for TLS alone: this is the machine itself, where real browsers make an exception, too. */
    private void keep(HttpCookie cookie) {
        cookies.removeIf(old -> old.getName().equals(cookie.getName()) && old.getPath().equals(cookie.getPath()));
        if (!cookie.hasExpired()) {
            cookies.add(cookie);
        }
    }
}
