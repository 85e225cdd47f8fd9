package com.cruddur.api.valkey;

import com.cruddur.api.testing.Relay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Takes TLS connections with a certificate that it has signed itself, and hands what they carry to a server without TLS. */
public final class TlsRelay implements AutoCloseable {

    private static final char[] PASSWORD = "of the test".toCharArray();

    private final Path keys;
    private final Relay relay;

    /**
     * @param server the port of the server
     * @param host whom the certificate is for, as keytool names it: {@code ip:127.0.0.1}, {@code dns:valkey.example}
     * @param dir where the certificate is kept
     */
    public TlsRelay(int server, String host, Path dir) throws IOException, GeneralSecurityException {
        this.keys = Files.createTempDirectory(dir, "relay").resolve("keys.p12");
        keytool(
                "-genkeypair",
                "-alias",
                "relay",
                "-keyalg",
                "EC",
                "-dname",
                "CN=relay",
                "-ext",
                "san=" + host,
                "-keystore",
                keys.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD));
        KeyManagerFactory manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        manager.init(KeyStore.getInstance(keys.toFile(), PASSWORD), PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(manager.getKeyManagers(), null, null);
        relay = Relay.on(
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                () -> new Socket(InetAddress.getLoopbackAddress(), server));
    }

    private static void keytool(String... arguments) throws IOException {
        String[] command = new String[arguments.length + 1];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes());
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool has failed: " + said);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** The first of a JVM takes long, perhaps longer than a client waits, which would then not see what is wrong. */
    public void practiseHandshake() {
        try (Socket socket =
                trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), relay.port())) {
            ((SSLSocket) socket).startHandshake();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String url() {
        return "rediss://127.0.0.1:" + relay.port();
    }

    /** For a client that trusts this relay's certificate, and no other. */
    public SSLContext trusting() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "relay", KeyStore.getInstance(keys.toFile(), PASSWORD).getCertificate("relay"));
        TrustManagerFactory manager = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        manager.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, manager.getTrustManagers(), null);
        return tls;
    }

    /** The certificate in a file that {@code javax.net.ssl.trustStore} can name. It needs no password to be read. */
    public Path trustStore() throws IOException {
        Path certificate = keys.resolveSibling("relay.crt");
        Path store = keys.resolveSibling("trusted.jks");
        if (Files.notExists(store)) {
            keytool(
                    "-exportcert",
                    "-alias",
                    "relay",
                    "-file",
                    certificate.toString(),
                    "-keystore",
                    keys.toString(),
                    "-storepass",
                    new String(PASSWORD));
            keytool(
                    "-importcert",
                    "-noprompt",
                    "-alias",
                    "relay",
                    "-file",
                    certificate.toString(),
                    "-keystore",
                    store.toString(),
                    "-storetype",
                    "JKS",
                    "-storepass",
                    new String(PASSWORD));
        }
        return store;
    }

    @Override
    public void close() throws IOException {
        relay.close();
    }
}
