// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment.scan;

import static io.bindkey.deployment.scan.CompiledClasses.entity;
import static io.bindkey.deployment.scan.CompiledClasses.home;
import static io.bindkey.deployment.scan.CompiledClasses.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.enterprise.inject.spi.Extension;
import jakarta.persistence.Entity;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import jdk.security.jarsigner.JarSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ClassScanTest {

    private final List<URLClassLoader> loaders = new ArrayList<>();
    private Path temp;

    @BeforeEach
    void workIn(@TempDir Path directory) {
        temp = directory;
    }

    @AfterEach
    void closeLoaders() throws IOException {
        for (URLClassLoader loader : loaders) {
            loader.close();
        }
    }

    @Nested
    class Annotations {

        @Test
        void findsEachOfTheFourOnPublicPackagePrivateAndNestedClasses() throws IOException {
            CompiledClasses shop = CompiledClasses.in(
                    temp.resolve("classes"),
                    entity("shop.Order"),
                    "package shop; @jakarta.persistence.Entity(name = \"Hidden\") class Customer {}",
                    "package shop; @jakarta.persistence.MappedSuperclass abstract class Base {}",
                    "package shop; @jakarta.persistence.Embeddable public class Address {}",
                    """
                    package shop;
                    @jakarta.persistence.Converter(autoApply = true)
                    public class Yes implements jakarta.persistence.AttributeConverter<Boolean, String> {
                        public String convertToDatabaseColumn(Boolean value) { return "yes"; }
                        public Boolean convertToEntityAttribute(String text) { return true; }
                    }
                    """,
                    """
                    package shop;
                    public class Outer {
                        @jakarta.persistence.Entity public static class Inner {}
                        @jakarta.persistence.Embeddable private static class Secret {
                            @jakarta.persistence.Entity static class Deeper {}
                        }
                    }
                    """);

            ClassScan.Result result = ClassScan.of(loaderOf(shop.directory()));

            assertThat(result.classes())
                    .extracting(Class::getName)
                    .containsExactly(
                            "shop.Address",
                            "shop.Base",
                            "shop.Customer",
                            "shop.Order",
                            "shop.Outer$Inner",
                            "shop.Outer$Secret",
                            "shop.Outer$Secret$Deeper",
                            "shop.Yes");
            assertThat(result.problems()).isEmpty();
            assertThat(result.roots()).isEqualTo(1);
        }

        @Test
        void leavesOutClassesThatOnlyMentionAnAnnotation() throws IOException {
            CompiledClasses shop = CompiledClasses.in(
                    temp.resolve("classes"),
                    entity("shop.Order"),
                    "package shop; class Mentions { Object literal = jakarta.persistence.Entity.class; }",
                    "package shop; class Holds { jakarta.persistence.Entity field; }",
                    "package shop; @Refers(jakarta.persistence.Entity.class) class Names {}",
                    "package shop; @interface Refers { Class<?> value(); }",
                    "package shop; class Inherits extends Order {}",
                    "package shop; @jakarta.persistence.Cacheable class Other {}");

            assertThat(namesIn(loaderOf(shop.directory()))).containsExactly("shop.Order");
        }

        @Test
        void doesNotInitializeTheClasses() throws IOException {
            CompiledClasses shop = CompiledClasses.in(temp.resolve("classes"), """
                    package shop;
                    @jakarta.persistence.Entity
                    public class Order {
                        static { System.setProperty("shop.Order", "was initialized"); }
                    }
                    """);

            assertThat(namesIn(loaderOf(shop.directory()))).containsExactly("shop.Order");
            assertThat(System.getProperty("shop.Order")).isNull();
        }

        @Test
        void leavesOutTheClassesOfPersistenceProviders() throws IOException {
            CompiledClasses classes = CompiledClasses.entities(
                    temp.resolve("classes"),
                    "org.hibernate.type.YesNoConverter",
                    "org.eclipse.persistence.Own",
                    "org.hibernatesque.Order");

            assertThat(namesIn(loaderOf(classes.directory()))).containsExactly("org.hibernatesque.Order");
        }

        @Test
        void doesNotLookIntoLibrariesThatHaveNone() throws IOException {
            CompiledClasses classes = CompiledClasses.entities(
                    temp.resolve("classes"), "org.h2.Order", "net.bytebuddy.Order", "org.h2o.Order", "org.Order");

            assertThat(namesIn(loaderOf(classes.directory()))).containsExactly("org.Order", "org.h2o.Order");
        }
    }

    @Nested
    class UrlClassLoaders {

        @Test
        void readDirectoriesAndJarsOfEveryMake() throws IOException {
            Path directory =
                    CompiledClasses.entities(temp.resolve("classes"), "a.Order").directory();
            Path whole = CompiledClasses.entities(temp.resolve("b"), "b.Order").jar(temp.resolve("whole.jar"));
            Path plain = CompiledClasses.entities(temp.resolve("c"), "c.Order").plainJar(temp.resolve("plain.jar"));

            ClassScan.Result result = ClassScan.of(loaderOf(directory, whole, plain));

            assertThat(result.classes()).extracting(Class::getName).containsExactly("a.Order", "b.Order", "c.Order");
            assertThat(result.problems()).isEmpty();
            assertThat(result.roots()).isEqualTo(3);
        }

        @Test
        void giveTheirOwnClassesAndNotThoseOfTheirParents() throws IOException {
            Path above = CompiledClasses.entities(temp.resolve("above"), "above.Order")
                    .directory();
            Path below = CompiledClasses.entities(temp.resolve("below"), "below.Order")
                    .directory();
            URLClassLoader parent = loaderOf(above);

            assertThat(namesIn(loaderOf(parent, urls(below)))).containsExactly("below.Order");
        }

        @Test
        void giveTheParentsClassWhereItComesFirst() throws IOException {
            Path both =
                    CompiledClasses.entities(temp.resolve("classes"), "a.Order").directory();
            URLClassLoader parent = loaderOf(both);

            assertThat(ClassScan.of(loaderOf(parent, urls(both))).classes())
                    .extracting(Class::getClassLoader)
                    .containsExactly(parent);
        }

        @Test
        void mayHaveNoUrlAtAll() {
            assertThat(ClassScan.of(loaderOf())).isEqualTo(new ClassScan.Result(Set.of(), List.of(), 0));
        }

        @Test
        void ignoreClassPathEntriesThatDoNotExist() throws IOException {
            Path directory =
                    CompiledClasses.entities(temp.resolve("classes"), "a.Order").directory();
            URLClassLoader loader = loaderOf(temp.resolve("missing.jar"), directory, temp.resolve("missing"));

            assertThat(namesIn(loader)).containsExactly("a.Order");
        }

        @Test
        void followTheClassPathOfManifests() throws IOException {
            CompiledClasses.entities(temp.resolve("b"), "b.Order").jar(temp.resolve("b.jar"), "Class-Path: a.jar d/");
            CompiledClasses.entities(temp.resolve("c"), "c.Order").plainJar(temp.resolve("c d+%.jar"));
            CompiledClasses.entities(temp.resolve("d"), "d.Order");
            Path jar = CompiledClasses.entities(temp.resolve("a"), "a.Order")
                    .jar(
                            temp.resolve("a.jar"),
                            "Class-Path: b.jar   missing.jar "
                                    + temp.resolve("c d+%.jar").toUri());

            ClassScan.Result result = ClassScan.of(loaderOf(jar));

            assertThat(result.classes())
                    .extracting(Class::getName)
                    .containsExactly("a.Order", "b.Order", "c.Order", "d.Order");
            assertThat(result.problems()).isEmpty();
        }

        @Test
        void tellWhatIsNoUrlInTheClassPathOfAManifest() throws IOException {
            Path jar = CompiledClasses.entities(temp.resolve("a"), "a.Order")
                    .jar(temp.resolve("a.jar"), "Class-Path: nosuch:x b.jar");
            List<String> problems = new ArrayList<>();

            assertThat(ClassPathRoots.of(loaderOf(jar), problems::add))
                    .containsExactly(new ClassRoot.Archive(jar, ""), new ClassRoot.Archive(temp.resolve("b.jar"), ""));
            assertThat(problems)
                    .containsExactly(
                            "Class-Path of " + url(jar) + ": java.net.MalformedURLException: unknown protocol: nosuch");
        }

        @Test
        void readNamesWithSpacesPlusAndPercentSignsHoweverTheirUrlsAreWritten() throws IOException {
            Path directory = CompiledClasses.entities(temp.resolve("a +%20 b"), "a.Order")
                    .directory();
            Path jar = CompiledClasses.entities(temp.resolve("c"), "c.Order").jar(temp.resolve("c +1.jar"));
            Path other = CompiledClasses.entities(temp.resolve("d"), "d.Order").jar(temp.resolve("d +1.jar"));

            URLClassLoader loader = loaderOf(
                    ClassScanTest.class.getClassLoader(),
                    directory.toUri().toURL(),
                    jar.toUri().toURL(),
                    new URL("jar:" + other.toUri() + "!/"));

            assertThat(namesIn(loader)).containsExactly("a.Order", "c.Order", "d.Order");
            assertThat(rootsOf(new URL("file:" + temp + "/c +1.jar"), new URL("file:" + temp + "/5%.jar")))
                    .containsExactly(new ClassRoot.Archive(jar, ""), new ClassRoot.Archive(temp.resolve("5%.jar"), ""));
        }

        @Test
        void readNamesWithUmlauts() throws IOException {
            assumeTrue(Charset.forName(System.getProperty("sun.jnu.encoding"))
                    .newEncoder()
                    .canEncode("ü"));
            Path directory = CompiledClasses.entities(temp.resolve("Bücher"), "büro.Auftrag")
                    .directory();
            Path jar =
                    CompiledClasses.entities(temp.resolve("b"), "läden.Größe").jar(temp.resolve("Läden.jar"));

            assertThat(namesIn(loaderOf(directory, jar))).containsExactly("büro.Auftrag", "läden.Größe");
            assertThat(rootsOf(new URL("file:" + jar))).containsExactly(new ClassRoot.Archive(jar, ""));
        }

        @Test
        void findAClassOfAMultiReleaseJarAsThisJvmLoadsIt() throws IOException {
            CompiledClasses base = CompiledClasses.in(
                    temp.resolve("base"), entity("a.Both"), "package a; public class Later {}", entity("a.Earlier"));
            CompiledClasses nine = CompiledClasses.in(
                    temp.resolve("nine"),
                    entity("a.Both"),
                    entity("a.Later"),
                    "package a; public class Earlier {}",
                    entity("a.Only"));
            CompiledClasses future = CompiledClasses.entities(temp.resolve("future"), "a.Future");
            Path jar = temp.resolve("multi.jar");
            try (OutputStream file = Files.newOutputStream(jar);
                    JarOutputStream zip = new JarOutputStream(file, manifest("Multi-Release: true"))) {
                base.writeTo(zip, "", true);
                nine.writeTo(zip, "META-INF/versions/9/", true);
                future.writeTo(zip, "META-INF/versions/999/", true);
            }

            ClassScan.Result result = ClassScan.of(loaderOf(jar));

            assertThat(result.classes()).extracting(Class::getName).containsExactly("a.Both", "a.Later", "a.Only");
            assertThat(result.problems()).isEmpty();
        }

        @Test
        void readAFolderInsideOfAJar() throws IOException {
            Path war = webArchive("a.Order");
            URL folder = new URL("jar:" + war.toUri() + "!/WEB-INF/classes/");

            assertThat(namesIn(loaderOf(ClassScanTest.class.getClassLoader(), folder)))
                    .containsExactly("a.Order");
        }

        @Test
        void readDirectoriesBehindLinksAndSurviveACircleOfThem() throws IOException {
            Path real =
                    CompiledClasses.entities(temp.resolve("real"), "a.Order").directory();
            Path link = Files.createSymbolicLink(temp.resolve("link"), real);
            Files.createSymbolicLink(real.resolve("circle"), real);

            ClassScan.Result result = ClassScan.of(loaderOf(link));

            assertThat(result.classes()).extracting(Class::getName).containsExactly("a.Order");
            assertThat(result.problems()).isEmpty();
        }

        @Test
        @EnabledOnOs(OS.LINUX)
        void leaveNoJarOpen() throws IOException {
            Path jar = CompiledClasses.entities(temp.resolve("a"), "a.Order").jar(temp.resolve("a.jar"));
            Path broken = Files.write(temp.resolve("broken.jar"), new byte[1000]);
            try (URLClassLoader loader = loaderOf(jar, broken)) {
                assertThat(namesIn(loader)).containsExactly("a.Order");
            }

            assertThat(openFiles()).doesNotContain(jar, broken);
        }
    }

    @Nested
    class BrokenFiles {

        @Test
        void areToldWhileTheScanGoesOn() throws IOException {
            CompiledClasses classes = CompiledClasses.entities(
                    temp.resolve("classes"), "a.Empty", "a.Future", "a.NoClass", "a.Short", "a.Whole");
            byte[] whole = Files.readAllBytes(classes.classFile("a.Whole"));
            Files.write(classes.classFile("a.Empty"), new byte[0]);
            byte[] future = whole.clone();
            future[10] = 99; // the first constant's tag
            Files.write(classes.classFile("a.Future"), future);
            Files.writeString(classes.classFile("a.NoClass"), "no class at all");
            Files.write(classes.classFile("a.Short"), Arrays.copyOf(whole, 20));

            ClassScan.Result result = ClassScan.of(loaderOf(classes.directory()));

            assertThat(result.classes()).extracting(Class::getName).containsExactly("a.Whole");
            assertThat(result.problems())
                    .containsExactlyInAnyOrder(
                            "a/Empty.class: java.io.EOFException",
                            "a/Future.class: java.io.IOException: unknown constant pool tag 99 in class file version %d.0"
                                    .formatted(Runtime.version().feature() + 44),
                            "a/NoClass.class: java.io.IOException: not a class file",
                            "a/Short.class: java.io.EOFException");
        }

        @Test
        void areToldWhereAJarCannotBeOpened() throws IOException {
            Path broken = Files.write(temp.resolve("broken.jar"), new byte[1000]);
            Path sound = CompiledClasses.entities(temp.resolve("a"), "a.Order").jar(temp.resolve("a.jar"));

            ClassScan.Result result = ClassScan.of(loaderOf(broken, sound));

            assertThat(result.classes()).extracting(Class::getName).containsExactly("a.Order");
            assertThat(result.problems())
                    .containsExactly("Archive[file=" + broken
                            + ", folder=]: java.util.zip.ZipException: zip END header not found");
        }

        @Test
        void areToldWhereASuperclassIsMissing() throws IOException {
            CompiledClasses classes = CompiledClasses.in(
                    temp.resolve("classes"),
                    "package a; public class Missing {}",
                    "package a; @jakarta.persistence.Entity public class Orphan extends Missing {}",
                    entity("a.Whole"));
            Files.delete(classes.classFile("a.Missing"));

            ClassScan.Result result = ClassScan.of(loaderOf(classes.directory()));

            assertThat(result.classes()).extracting(Class::getName).containsExactly("a.Whole");
            assertThat(result.problems()).containsExactly("a.Orphan: java.lang.NoClassDefFoundError: a/Missing");
        }

        @Test
        void areToldWhereASignatureDoesNotFit() throws Exception {
            Path signed = temp.resolve("signed.jar");
            sign(
                    CompiledClasses.entities(temp.resolve("a"), "a.Changed", "a.Sound")
                            .jar(temp.resolve("unsigned.jar")),
                    signed);
            Path changed = temp.resolve("changed.jar");
            copyWithOtherContent(
                    signed,
                    changed,
                    "a/Changed.class",
                    CompiledClasses.in(
                                    temp.resolve("b"),
                                    entity("a.Changed").replace("long id;", "long id; long injected;"))
                            .classFile("a.Changed"));

            ClassScan.Result result = ClassScan.of(loaderOf(changed));

            assertThat(result.classes()).extracting(Class::getName).containsExactly("a.Sound");
            assertThat(result.problems())
                    .singleElement()
                    .asString()
                    .startsWith("a.Changed: java.lang.SecurityException: ");
        }

        private void sign(Path unsigned, Path signed) throws Exception {
            Path keys = temp.resolve("keys.p12");
            run(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-alias",
                    "key",
                    "-dname",
                    "CN=test",
                    "-keystore",
                    keys.toString(),
                    "-storepass",
                    "secret");
            KeyStore store = KeyStore.getInstance(keys.toFile(), "secret".toCharArray());
            KeyStore.PasswordProtection password = new KeyStore.PasswordProtection("secret".toCharArray());
            try (ZipFile in = new ZipFile(unsigned.toFile());
                    OutputStream out = Files.newOutputStream(signed)) {
                new JarSigner.Builder((KeyStore.PrivateKeyEntry) store.getEntry("key", password))
                        .build()
                        .sign(in, out);
            }
        }

        private void copyWithOtherContent(Path jar, Path copy, String name, Path content) throws IOException {
            try (JarFile in = new JarFile(jar.toFile(), false);
                    OutputStream file = Files.newOutputStream(copy);
                    ZipOutputStream out = new ZipOutputStream(file)) {
                for (ZipEntry entry : in.stream().toList()) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    if (entry.getName().equals(name)) {
                        Files.copy(content, out);
                    } else {
                        in.getInputStream(entry).transferTo(out);
                    }
                }
            }
        }
    }

    /** What is asked, and what the servers answered, stands in the comments of {@link ClassPathRoots}. */
    @Nested
    class ServersLoaders {

        @Test
        void areAskedForThreeNamesThatRootsAnswerTo() throws IOException {
            Path directory =
                    CompiledClasses.entities(temp.resolve("a"), "a.Order").directory();
            Path b = CompiledClasses.entities(temp.resolve("b"), "b.Order").jar(temp.resolve("b.jar"));
            Path c = CompiledClasses.entities(temp.resolve("c"), "c.Order").jar(temp.resolve("c.jar"));
            ServerLoader loader = new ServerLoader(loaderOf(directory, b, c))
                    .answers("", directory.toUri().toString())
                    .answers("META-INF/", "jar:" + b.toUri() + "!/META-INF/")
                    .answers(
                            "META-INF/MANIFEST.MF",
                            "jar:" + b.toUri() + "!/META-INF/MANIFEST.MF",
                            "jar:" + c.toUri() + "!/META-INF/MANIFEST.MF");

            ClassScan.Result result = ClassScan.of(loader);

            assertThat(result.classes()).extracting(Class::getName).containsExactly("a.Order", "b.Order", "c.Order");
            assertThat(result.problems()).isEmpty();
            assertThat(result.roots()).isEqualTo(3);
        }

        @Test
        void giveTheRootOfAMultiReleaseJarThatAnswersAsItsVersions() throws IOException {
            Path jar = CompiledClasses.entities(temp.resolve("a"), "a.Order").jar(temp.resolve("a.jar"));
            ServerLoader loader = new ServerLoader(loaderOf(jar))
                    .answers(
                            "",
                            "jar:" + jar.toUri() + "!/META-INF/versions/9/",
                            "jar:" + jar.toUri() + "!/META-INF/versions/11/");

            ClassScan.Result result = ClassScan.of(loader);

            assertThat(result.classes()).extracting(Class::getName).containsExactly("a.Order");
            assertThat(result.roots()).isEqualTo(1);
        }

        @Test
        void doNotGiveBundlesOrTheJdk() throws IOException {
            Path directory =
                    CompiledClasses.entities(temp.resolve("a"), "a.Order").directory();
            ServerLoader loader = new ServerLoader(loaderOf(directory))
                    .answers("", "bundle://12.0:1/", directory.toUri().toString())
                    .answers("META-INF/", "bundleresource://3/META-INF/", "jrt:/java.base/META-INF/");

            ClassScan.Result result = ClassScan.of(loader);

            assertThat(result.classes()).extracting(Class::getName).containsExactly("a.Order");
            assertThat(result.problems()).isEmpty();
            assertThat(result.roots()).isEqualTo(1);
            assertThat(loader.opened()).isEmpty();
        }

        @Test
        void giveOnOpenLibertyWhatLiesInAWebArchiveAndBesideIt() throws IOException {
            Path war = webArchive("a.Order");
            Path lib = CompiledClasses.entities(temp.resolve("b"), "b.Order").plainJar(temp.resolve("b +1.jar"));
            ServerLoader loader = new ServerLoader(loaderOf(
                            lib,
                            CompiledClasses.entities(temp.resolve("a2"), "a.Order")
                                    .directory()))
                    .answers(
                            "",
                            "wsjar:" + war.toUri() + "!/",
                            "wsjar:" + war.toUri() + "!/WEB-INF/classes",
                            "wsjar:" + lib.toUri() + "!/");

            ClassScan.Result result = ClassScan.of(loader);

            assertThat(result.classes()).extracting(Class::getName).containsExactly("a.Order", "b.Order");
            assertThat(result.problems()).isEmpty();
            assertThat(result.roots()).isEqualTo(3);
        }

        @Test
        void giveZipUrlsWithAndWithoutFile() throws IOException {
            Path a = CompiledClasses.entities(temp.resolve("a"), "a.Order").jar(temp.resolve("a 1.jar"));
            Path b = CompiledClasses.entities(temp.resolve("b"), "b.Order").jar(temp.resolve("b 1.jar"));
            ServerLoader loader = new ServerLoader(loaderOf(a, b))
                    .answers("META-INF/", "zip:" + a.toUri() + "!/META-INF/", "zip:" + b + "!/META-INF/");

            assertThat(namesIn(loader)).containsExactly("a.Order", "b.Order");
        }

        @Test
        void giveOnWildFlyStreamsAndNothingOfItsModules() throws IOException {
            CompiledClasses own = CompiledClasses.entities(temp.resolve("a"), "a.Order");
            CompiledClasses lib = CompiledClasses.entities(temp.resolve("b"), "b.Order");
            Path module = CompiledClasses.entities(temp.resolve("c"), "c.Order").jar(temp.resolve("module.jar"));
            String war = "vfs:/content/my%20shop+1.war/";
            ServerLoader loader = new ServerLoader(loaderOf(own.directory(), lib.directory(), module))
                    .answers("", war + "WEB-INF/classes/", war + "WEB-INF/lib/b.jar/", "jar:" + module.toUri() + "!/")
                    .answers(
                            "META-INF/",
                            war + "META-INF/",
                            war + "WEB-INF/lib/b.jar/META-INF/",
                            temp.resolve("c").toUri() + "META-INF/")
                    .answers("META-INF/MANIFEST.MF", war + "META-INF/MANIFEST.MF")
                    .streams(war + "WEB-INF/classes/", own)
                    .streams(war + "WEB-INF/lib/b.jar/", lib);

            ClassScan.Result result = ClassScan.of(loader);

            assertThat(result.classes()).extracting(Class::getName).containsExactly("a.Order", "b.Order");
            assertThat(result.problems()).isEmpty();
            assertThat(result.roots()).isEqualTo(2);
            assertThat(loader.opened()).containsExactly(war + "WEB-INF/classes/", war + "WEB-INF/lib/b.jar/");
        }

        @Test
        void giveRootsWhoseNamesBeginAlike() throws IOException {
            CompiledClasses a = CompiledClasses.entities(temp.resolve("a"), "a.Order");
            CompiledClasses b = CompiledClasses.entities(temp.resolve("b"), "b.Order");
            ServerLoader loader = new ServerLoader(loaderOf(a.directory(), b.directory()))
                    .answers("", "vfs:/content/shop", "vfs:/content/shop-more/")
                    .streams("vfs:/content/shop", a)
                    .streams("vfs:/content/shop-more/", b);

            assertThat(namesIn(loader)).containsExactly("a.Order", "b.Order");
        }

        @Test
        void giveAStreamOfJarBytesFromAnyOtherUrl() throws IOException {
            Path jar = CompiledClasses.entities(temp.resolve("a"), "a.Order").jar(temp.resolve("a.jar"));
            URL remote = new URL(null, "remote:/a.jar", new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) throws IOException {
                    return jar.toUri().toURL().openConnection();
                }
            });

            assertThat(namesIn(loaderOf(loaderOf(jar), remote))).containsExactly("a.Order");
        }

        @Test
        void areToldAsAProblemWhereTheyFail() throws IOException {
            ServerLoader unreadable = new ServerLoader(loaderOf()).answers("", "vfs:/content/shop.war/");
            ClassLoader silent = new ClassLoader(null) {
                @Override
                public Enumeration<URL> getResources(String name) throws IOException {
                    throw new IOException("closed");
                }

                @Override
                public String toString() {
                    return "the loader";
                }
            };

            assertThat(ClassScan.of(unreadable).problems())
                    .containsExactly("vfs:/content/shop.war/: java.io.FileNotFoundException: Resource does not exist");
            assertThat(ClassScan.of(silent).problems())
                    .containsOnly("the loader: java.io.IOException: closed")
                    .hasSize(3);
        }
    }

    /** The system class loader can be given a class path by a JVM's command line only. */
    @Nested
    class SystemClassLoader {

        @Test
        void readsTheJavaClassPath() throws Exception {
            Path a = CompiledClasses.entities(temp.resolve("a"), "a.Order").directory();
            Path b = CompiledClasses.entities(temp.resolve("b"), "b.Order").plainJar(temp.resolve("b +1.jar"));

            assertThat(scanInJvm(a.toString(), b.toString(), "missing.jar")).containsExactly("a.Order", "b.Order");
        }

        @Test
        void readsADirectoryAndOneInsideOfIt() throws Exception {
            Path outer =
                    CompiledClasses.entities(temp.resolve("outer"), "a.Order").directory();
            Path inner =
                    CompiledClasses.entities(outer.resolve("inner"), "b.Order").directory();

            assertThat(scanInJvm(outer.toString(), inner.toString()))
                    .containsExactly(
                            "a.Order",
                            "b.Order",
                            "inner.b.Order: java.lang.NoClassDefFoundError: inner/b/Order (wrong name: b/Order)");
        }

        @Test
        void readsTheClassPathOfASingleJarsManifest() throws Exception {
            Path a = CompiledClasses.entities(temp.resolve("a b"), "a.Order").directory();
            Path b = CompiledClasses.entities(temp.resolve("b"), "b.Order").plainJar(temp.resolve("b.jar"));
            Path pathing = temp.resolve("pathing.jar");
            String classPath = String.join(
                    " ",
                    home(ClassScan.class).toUri().toString(),
                    home(Entity.class).toUri().toString(),
                    home(Extension.class).toUri().toString(),
                    printingScan().toUri().toString(),
                    a.toUri().toString(),
                    b.getFileName().toString());
            new JarOutputStream(Files.newOutputStream(pathing), manifest("Class-Path: " + classPath)).close();

            assertThat(scanWith(pathing.toString())).containsExactly("a.Order", "b.Order");
        }

        private List<String> scanInJvm(String... classPath) throws Exception {
            return scanWith(Stream.concat(
                            Stream.of(home(ClassScan.class), home(Entity.class), home(Extension.class), printingScan())
                                    .map(Path::toString),
                            Stream.of(classPath))
                    .toArray(String[]::new));
        }

        private List<String> scanWith(String... classPath) throws Exception {
            return run(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    String.join(File.pathSeparator, classPath),
                    "io.bindkey.deployment.scan.PrintingScan");
        }

        private Path printingScan() {
            return CompiledClasses.in(temp.resolve("main"), """
                            package io.bindkey.deployment.scan;
                            class PrintingScan {
                                public static void main(String... arguments) {
                                    ClassScan.Result result = ClassScan.of(ClassLoader.getSystemClassLoader());
                                    result.classes().forEach(type -> System.out.println(type.getName()));
                                    result.problems().forEach(System.out::println);
                                }
                            }
                            """).directory();
        }
    }

    private URLClassLoader loaderOf(Path... classPath) {
        return loaderOf(ClassScanTest.class.getClassLoader(), urls(classPath));
    }

    private URLClassLoader loaderOf(ClassLoader parent, URL... urls) {
        URLClassLoader loader = new URLClassLoader(urls, parent);
        loaders.add(loader);
        return loader;
    }

    private static URL[] urls(Path... paths) {
        return Stream.of(paths).map(ClassScanTest::url).toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<String> namesIn(ClassLoader loader) {
        return ClassScan.of(loader).classes().stream().map(Class::getName).toList();
    }

    private Collection<ClassRoot> rootsOf(URL... urls) {
        List<String> problems = new ArrayList<>();
        Collection<ClassRoot> roots =
                ClassPathRoots.of(loaderOf(ClassScanTest.class.getClassLoader(), urls), problems::add);
        assertThat(problems).isEmpty();
        return roots;
    }

    /** A web archive with one entity in its WEB-INF/classes. */
    private Path webArchive(String entity) throws IOException {
        Path war = temp.resolve("my shop.war");
        try (OutputStream file = Files.newOutputStream(war);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            CompiledClasses.entities(temp.resolve("war"), entity).writeTo(zip, "WEB-INF/classes/", true);
        }
        return war;
    }

    private static List<Path> openFiles() throws IOException {
        List<Path> open = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                open.add(Files.readSymbolicLink(descriptor));
            }
        }
        return open;
    }

    /** Runs a program of the JDK and gives the lines that it printed. */
    private static List<String> run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader()) {
            List<String> lines = output.lines().toList();
            assertThat(process.waitFor()).describedAs(lines.toString()).isZero();
            return lines;
        }
    }
}
