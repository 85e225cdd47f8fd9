package com.cruddur.infra.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which authorities the API trusts with PostgreSQL: Amazon's three for RDS in us-east-1, and no other. */
class RdsAuthoritiesTest {

    @Test
    void areTheThreeOfAmazonForOneRegion() throws IOException, GeneralSecurityException {
        List<X509Certificate> authorities = authorities();

        assertThat(authorities)
                .extracting(RdsAuthoritiesTest::name)
                .containsExactly(
                        "Amazon RDS us-east-1 Root CA RSA2048 G1",
                        "Amazon RDS us-east-1 Root CA RSA4096 G1",
                        "Amazon RDS us-east-1 Root CA ECC384 G1");
        assertThat(authorities)
                .extracting(RdsAuthoritiesTest::fingerprint)
                .containsExactly(
                        "e4ce41d069f4bdcdb714259058961ee42ed18cf2bf627a3d647aff25437d4b68",
                        "1c753cf0334ff82a47e0d3205839c8549b7d9a8a3d9a685cccecc80f82fe97e6",
                        "82d99e9e409703044c3f886f87a0408c96cd74dee2c9ba920e6553a32e372539");
    }

    /** As PostgreSQL's driver reads it. */
    private static List<X509Certificate> authorities() throws IOException, GeneralSecurityException {
        try (InputStream file = Files.newInputStream(Repository.file("api/rds-us-east-1.pem"))) {
            return CertificateFactory.getInstance("X.509").generateCertificates(file).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }

    private static String name(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName();
        return subject.replaceAll(".*CN=([^,]+),.*", "$1");
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
