package io.komauth.captcha;

import java.util.List;

import com.google.auto.service.AutoService;

import io.komauth.captcha.image.CaptchaPainter;
import io.komauth.captcha.speech.CaptchaSpeaker;
import io.komauth.config.MetricLabels;
import io.komauth.config.RealmSetting;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The provider {@code image}: a word of distorted characters to be typed, to be seen or heard. */
@AutoService(CaptchaProviderFactory.class)
public class ImageCaptchaProviderFactory implements CaptchaProviderFactory {

    private CaptchaSettings settings;
    private CaptchaPainter painter;
    private CaptchaSpeaker speaker;
    private CaptchaMetrics metrics;

    /** The source of the captchas' answers; tests override it to know them. */
    protected AnswerGenerator answerGenerator() {
        return new RandomAnswerGenerator();
    }

    CaptchaMetrics metrics() {
        return metrics;
    }

    CaptchaSettings settings() {
        return settings;
    }

    @Override
    public CaptchaProvider create(KeycloakSession session) {
        return new ImageCaptchaProvider(session, settings, answerGenerator(), painter, speaker, metrics);
    }

    /** @throws IllegalArgumentException if a server option is out of its range */
    @Override
    public void init(Config.Scope config) {
        settings = CaptchaSettings.fromServer(config);
        painter = new CaptchaPainter();
        speaker = new CaptchaSpeaker();
        metrics = CaptchaMetrics.fromServer(config);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
    }

    @Override
    public void close() {
    }

    @Override
    public String getId() {
        return "image";
    }

    /** Above the 0 of any other provider, so that this one is the default whatever else is dropped in. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property(option(CaptchaSettings.LENGTH, "How many characters a captcha has"))
                .property(option(CaptchaSettings.LIFESPAN, "For how many seconds a captcha can be redeemed"))
                .property(CaptchaSettings.AUDIO.option(), CaptchaSettings.AUDIO.option(),
                        "Whether captchas can be heard, too. Programs hear nearly all of them. A realm's attribute "
                                + CaptchaSettings.AUDIO.attribute() + " comes first.",
                        ProviderConfigProperty.BOOLEAN_TYPE, CaptchaSettings.AUDIO.defaultValue(), null)
                .property(MetricLabels.WITH_REALM.option(), MetricLabels.WITH_REALM.option(),
                        "Whether metrics of captchas tell realms apart",
                        ProviderConfigProperty.BOOLEAN_TYPE, MetricLabels.WITH_REALM.defaultValue(), null)
                .build();
    }

    private static ProviderConfigProperty option(RealmSetting<Integer> setting, String help) {
        return new ProviderConfigProperty(setting.option(), setting.option(),
                help + ", in the range " + setting.range() + ". A realm's attribute " + setting.attribute() + " comes first.",
                ProviderConfigProperty.INTEGER_TYPE, setting.defaultValue());
    }
}
