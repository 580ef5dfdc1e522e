// SPDX-License-Identifier: MIT
#include "tests/campaign/place.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace campaign {

Place::Place(int documents, quint32 seed) {
    QRandomGenerator random(seed);
    for (const char *name : {"home", "run", "tmp"}) {
        const QString folder = m_folder.filePath(QString::fromLatin1(name));
        QDir().mkpath(folder);
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    for (int i = 1; i <= documents; ++i) {
        const QString name = u"invoice-%1.txt"_s.arg(i, 4, 10, QChar(u'0'));
        const QByteArray mark = "INV-" + QByteArray::number(random.generate64(), 16).rightJustified(16, '0');
        QByteArray text = "Invoice number: " + mark + "\nIssue date: 2026-11-24\nTotal: 4087.50\n";
        if (i % 10 == 0) {
            while (text.size() < 300'000)
                text += "One line of a long document that says nothing in particular.\n";
        }
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("%s cannot be written", qPrintable(path(name)));
        m_documents << name;
        m_marks.insert(name, mark);
    }
}

QProcessEnvironment Place::environment(const QUrl &service) const {
    QProcessEnvironment environment;
    const auto system = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"PATH", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"}) {
        const QString known = QString::fromLatin1(name);
        if (system.contains(known))
            environment.insert(known, system.value(known));
    }
    environment.insert(u"HOME"_s, m_folder.filePath(u"home"_s));
    environment.insert(u"XDG_RUNTIME_DIR"_s, m_folder.filePath(u"run"_s));
    environment.insert(u"TMPDIR"_s, m_folder.filePath(u"tmp"_s));
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path="_s + m_folder.filePath(u"nobody"_s));
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    environment.insert(u"ANYFORMAT_API_KEY"_s, u"af_test_campaign"_s);
    environment.insert(u"ANYFORMAT_BASE_URL"_s, service.toString());
    return environment;
}

} // namespace campaign
