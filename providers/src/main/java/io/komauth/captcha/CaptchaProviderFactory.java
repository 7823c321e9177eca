package io.komauth.captcha;

import org.keycloak.provider.ProviderFactory;

/** Makes {@link CaptchaProvider}s; the server option {@code --spi-captcha--provider=<id>} chooses among several. */
public interface CaptchaProviderFactory extends ProviderFactory<CaptchaProvider> {
}
