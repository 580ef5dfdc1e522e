// SPDX-License-Identifier: MIT
#include "app/commands/requests.h"

#include "app/commands/frames.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>

#include <array>

using namespace Qt::StringLiterals;

namespace commands {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("Requests", text);
}

struct Name {
    QLatin1StringView word;
    Verb verb;
};
constexpr std::array names = {Name{"run"_L1, Verb::Run}, Name{"status"_L1, Verb::Status},
    Name{"results"_L1, Verb::Results}, Name{"adopt"_L1, Verb::Adopt}, Name{"again"_L1, Verb::Again},
    Name{"stop"_L1, Verb::Stop}, Name{"remove"_L1, Verb::Remove}, Name{"workflows"_L1, Verb::Workflows},
    Name{"open"_L1, Verb::OpenWindow}, Name{"readKey"_L1, Verb::ReadKey}};
// In the order of Output.
constexpr std::array outputs = {"lines"_L1, "json"_L1, "fields"_L1, "files"_L1};

QStringList strings(const QJsonValue &value) {
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array)
        list << item.toString();
    return list;
}

} // namespace

QByteArray encodedRequest(const Command &command) {
    QString word;
    for (const Name &name : names) {
        if (name.verb == command.verb)
            word = name.word;
    }
    QJsonObject line{{"protocol"_L1, protocolVersion}, {"command"_L1, word},
        {"files"_L1, QJsonArray::fromStringList(command.files)},
        {"ids"_L1, QJsonArray::fromStringList(command.ids)}, {"workflow"_L1, command.workflow},
        {"output"_L1, QString(outputs[size_t(command.output)])}, {"wait"_L1, command.wait},
        {"skipRefused"_L1, command.skipRefused}, {"again"_L1, command.again}, {"yes"_L1, command.yes},
        {"sandbox"_L1, command.sandbox}, {"goesOn"_L1, command.goesOn}, {"several"_L1, command.several},
        {"stageSample"_L1, command.stageSample}, {"timeout"_L1, command.timeout},
        {"service"_L1, command.service}, {"keyProof"_L1, QString::fromLatin1(command.keyProof)}};
    if (command.isText)
        line.insert("text"_L1, command.text);
    return QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
}

std::variant<Command, QString> decodedRequest(const QByteArray &line) {
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject())
        return tr("This is not a request.");
    const QJsonObject object = document.object();
    if (object.value("protocol"_L1).toInt() != protocolVersion)
        return tr("The program that uses this data folder is of another version. End it, or use the same.");
    Command command;
    const QString word = object.value("command"_L1).toString();
    const auto name =
        std::find_if(names.begin(), names.end(), [&](const Name &known) { return known.word == word; });
    const auto output = std::find(outputs.begin(), outputs.end(), object.value("output"_L1).toString());
    if (name == names.end() || output == outputs.end())
        return tr("This request is not known.");
    command.verb = name->verb;
    command.output = Output(output - outputs.begin());
    command.files = strings(object.value("files"_L1));
    for (const QString &file : std::as_const(command.files)) {
        // Names relative to the caller's folder would be other files here.
        if (QDir::isRelativePath(file))
            return tr("A file is not named by its whole path.");
    }
    command.ids = strings(object.value("ids"_L1));
    command.isText = object.value("text"_L1).isString();
    command.text = object.value("text"_L1).toString();
    command.workflow = object.value("workflow"_L1).toString();
    command.wait = object.value("wait"_L1).toBool();
    command.skipRefused = object.value("skipRefused"_L1).toBool();
    command.again = object.value("again"_L1).toBool();
    command.yes = object.value("yes"_L1).toBool();
    command.sandbox = object.value("sandbox"_L1).toBool();
    command.goesOn = object.value("goesOn"_L1).toBool();
    command.several = object.value("several"_L1).toBool();
    command.stageSample = object.value("stageSample"_L1).toBool();
    command.timeout = qMax(0, object.value("timeout"_L1).toInt());
    command.service = object.value("service"_L1).toString();
    command.keyProof = object.value("keyProof"_L1).toString().toLatin1();
    return command;
}

QByteArray proofOf(const QString &key, const QByteArray &nonce) {
    return QMessageAuthenticationCode::hash(nonce, key.toUtf8(), QCryptographicHash::Sha256).toHex();
}

} // namespace commands
