/** Kotlin: OpenAPI Generator with OkHttp and Jackson, compiled by Maven instead of the generated Gradle build. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDecoded, writeExamples } from './decoded.js';
import type { Language } from './language.js';
import { compileWithMaven, runClass } from './maven.js';
import { generateWith, installGenerator, needs, version } from './openapi-generator.js';
import { camel, literally } from './words.js';

export const kotlin: Language = {
  name: 'kotlin',
  generator: 'openapi-generator kotlin',
  version,
  needs: [...needs, 'javac'],
  install: installGenerator,

  async generate(home, document, out) {
    const properties = [
      'library=jvm-okhttp4',
      'serializationLibrary=jackson',
      'packageName=kyc',
      'omitGradleWrapper=true',
    ];
    const warnings = await generateWith(home, { generator: 'kotlin', document, out, properties });
    const folder = join(out, 'src', 'main', 'kotlin', 'decode');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'Decode.kt'), decode);
    writeFileSync(join(out, 'pom.xml'), pom);
    return warnings;
  },

  compile: (_, out) => compileWithMaven(out),

  async decode(_, out, examples) {
    const folder = writeExamples(`${out}-examples`, examples);
    return readDecoded(await runClass(out, 'decode.DecodeKt', folder), examples.length);
  },

  dialect: {
    extension: '.kt',
    comment: /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm,
    operation: (operationId) => new RegExp(`^    fun ${camel(operationId)}\\(`, 'm'),
    type: (schema) => new RegExp(`^(data|enum) class ${schema} `, 'm'),
    constant: (value) => new RegExp(`\\(value = "${literally(value)}"\\)|\\("${literally(value)}"\\)`),
    uuid: (property) => new RegExp(`\\bval ${camel(property)}: .*\\bUUID\\b`),
    date: (property) => new RegExp(`\\bval ${camel(property)}: .*\\bLocalDate\\b`),
    file: (property) => new RegExp(`\\b${camel(property)}: .*\\bFile\\b`),
    union: (schema) => [new RegExp(`^sealed (class|interface) ${schema} `, 'm')],
  },
};

const library = (group: string, name: string, number: string) =>
  `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${number}</version></dependency>`;

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>kyc</groupId><artifactId>client</artifactId><version>0</version>
  <properties><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
  <dependencies>
    ${library('org.jetbrains.kotlin', 'kotlin-stdlib', '2.2.21')}
    ${library('org.jetbrains.kotlin', 'kotlin-reflect', '2.2.21')}
    ${library('com.fasterxml.jackson.module', 'jackson-module-kotlin', '2.20.1')}
    ${library('com.fasterxml.jackson.datatype', 'jackson-datatype-jsr310', '2.20.1')}
    ${library('com.squareup.okhttp3', 'okhttp-jvm', '5.3.2')}
  </dependencies>
  <build>
    <sourceDirectory>src/main/kotlin</sourceDirectory>
    <plugins>
      <plugin>
        <groupId>org.jetbrains.kotlin</groupId><artifactId>kotlin-maven-plugin</artifactId><version>2.2.21</version>
        <executions><execution><id>compile</id><goals><goal>compile</goal></goals></execution></executions>
      </plugin>
    </plugins>
  </build>
</project>
`;

const decode = `package decode

import com.fasterxml.jackson.databind.ObjectMapper
import java.io.File
import kyc.infrastructure.Serializer

fun main(arguments: Array<String>) {
    val folder = File(arguments[0])
    val plain = ObjectMapper()
    plain.readTree(folder.resolve("index.json")).forEachIndexed { index, place ->
        val answer = plain.createObjectNode().put("index", index)
        try {
            val type = Class.forName("kyc.models." + place.get("schema").asText())
            val body = Serializer.jacksonObjectMapper.readValue(folder.resolve("$index.json").readText(), type)
            answer.set<com.fasterxml.jackson.databind.JsonNode>("value", plain.readTree(Serializer.jacksonObjectMapper.writeValueAsString(body)))
        } catch (error: Exception) {
            answer.put("error", error.message?.lines()?.first() ?: error.toString())
        }
        println(plain.writeValueAsString(answer))
    }
}
`;
