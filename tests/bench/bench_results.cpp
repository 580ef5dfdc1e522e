// SPDX-License-Identifier: MIT
// What a large result costs: bench_results [MEGABYTES [FOLDER]]. The result is made in FOLDER when it is not
// there, and kept. Yardsticks in the same run: simdjson's DOM of the same bytes, warm, by the fastest of its
// implementations that this processor can run; and the usual model of one object for each value over
// QJsonDocument. Exit code 1 when a bar is missed.
#include "app/results/containermapfile.h"
#include "app/results/jsontreemodel.h"
#include "tests/bench/fastestsimdjson.h"
#include "tests/bench/measure.h"
#include "tests/bench/resultdata.h"
#include "ui/treepage.h"

#include <QApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTreeView>

#include <simdjson.h>

#include <array>
#include <memory>
#include <optional>

using namespace Qt::StringLiterals;
using results::ByteSource;
using results::JsonTreeModel;
using results::ResultDocument;
using results::ResultDocumentPtr;

namespace {

constexpr int rounds = 9;

/// The yardstick's node: what tree models over QJsonDocument usually have.
struct EagerNode {
    QString key;
    QVariant value;
    std::vector<std::unique_ptr<EagerNode>> children;

    explicit EagerNode(const QJsonValue &json) {
        if (json.isObject()) {
            const QJsonObject object = json.toObject();
            for (auto it = object.begin(); it != object.end(); ++it) {
                children.push_back(std::make_unique<EagerNode>(it.value()));
                children.back()->key = it.key();
            }
        } else if (json.isArray()) {
            const QJsonArray array = json.toArray();
            for (qsizetype i = 0; i < array.size(); ++i) {
                children.push_back(std::make_unique<EagerNode>(array.at(i)));
                children.back()->key = QString::number(i);
            }
        } else {
            value = json.toVariant();
        }
    }
};

ResultDocumentPtr open(const QString &path) {
    return ResultDocument::fromSource(ByteSource::fromFile(path));
}

/// From the file to the painted tree.
double painted(ui::TreePage &page, const QString &path, QImage &image) {
    return bench::milliseconds([&] {
        page.setDocument(open(path));
        page.render(&image);
    });
}

class Report {
public:
    void line(const QString &what, double value, const QString &unit, std::optional<double> bar = {}) {
        const bool missed = bar && value > *bar;
        m_missed = m_missed || missed;
        m_out << what.leftJustified(58) << QString::number(value, 'g', 3).rightJustified(9) << ' ' << unit;
        if (bar)
            m_out << "  (bar " << *bar << ')' << (missed ? "  MISSED" : "");
        m_out << Qt::endl;
    }
    void say(const QString &words) { m_out << words << Qt::endl; }
    bool isMissed() const { return m_missed; }

private:
    QTextStream m_out{stdout};
    bool m_missed = false;
};

void measureMemory(Report &report, const QString &path, double fileMib) {
    bench::resetPeak();
    const double idle = bench::memoryKib("VmRSS");
    const ResultDocumentPtr document = open(path);
    report.line(u"memory over idle, root closed: of the file"_s,
        (bench::memoryKib("VmHWM") - idle) / 1024 / fileMib, u"times"_s, 0.15);
    JsonTreeModel model;
    model.setDocument(document);
    const QModelIndex blocks = model.indexOfPath(u"$.parse.blocks");
    model.fetchMore(blocks);
    model.indexOfPath(u"$.parse.blocks[%1]"_s.arg(document->memberCount(model.node(blocks)) - 1));
    report.line(u"memory over idle, root opened: of the file"_s,
        (bench::memoryKib("VmHWM") - idle) / 1024 / fileMib, u"times"_s, 0.8);
}

void measureLongArray(Report &report, ui::TreePage &page, QImage &image) {
    auto *view = page.findChild<QTreeView *>(u"treeView"_s);
    auto *model = static_cast<JsonTreeModel *>(view->model());
    const QModelIndex blocks = model->indexOfPath(u"$.parse.blocks");
    const qint64 count = model->document()->memberCount(model->node(blocks));
    const double first = bench::milliseconds([&] {
        view->expand(blocks);
        page.render(&image);
    });
    const double end = bench::milliseconds([&] {
        page.select(results::wayOfText(*model->document(), u"$.parse.blocks[%1]"_s.arg(count - 1)).value());
        page.render(&image);
    });
    report.line(u"expand an array of %1, to its first painted rows"_s.arg(count), first, u"ms"_s, 16);
    report.line(u"and to its painted end, in all"_s, first + end, u"ms"_s, 150);
}

/// Both in turn, so that what else the machine does meets both.
void measureLongText(Report &report, QImage &image) {
    std::array<ui::TreePage, 2> pages;
    for (const qsizetype length : {40, 4'000'000}) {
        QByteArray text = "[";
        for (int i = 0; i < 30; ++i)
            text += (i > 0 ? ",\"" : "\"") + QByteArray(i == 10 ? length : 40, 'x') + '"';
        ui::TreePage &page = pages[length > 40];
        page.resize(image.size());
        page.setDocument(ResultDocument::fromBytes(text + ']'));
        page.render(&image);
    }
    std::array<std::vector<double>, 2> times;
    for (int i = 0; i < 31; ++i) {
        for (size_t which = 0; which < pages.size(); ++which)
            times[which].push_back(bench::milliseconds([&] { pages[which].render(&image); }));
    }
    report.line(u"painting with a text of 4 million characters, beside without"_s,
        bench::median(times[1]) / bench::median(times[0]), u"times"_s, 1.3);
}

} // namespace

int main(int argc, char **argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    const qint64 megabytes = argc > 1 ? std::max(2, QByteArray(argv[1]).toInt()) : 200;
    const QTemporaryDir own;
    const QString folder = argc > 2 ? QDir(QString::fromLocal8Bit(argv[2])).absolutePath() : own.path();
    QDir().mkpath(folder);
    const QString path = folder + u"/result-%1.json"_s.arg(megabytes);
    const QString kept = path + results::ContainerMapFile::suffix;
    if (!QFile::exists(path))
        bench::makeResultFile(path, megabytes * 1'000'000);
    QFile::remove(kept);
    Report report;
    measureMemory(report, path, double(QFileInfo(path).size()) / 1024 / 1024);

    ui::TreePage page;
    page.resize(1280, 800);
    QImage image(page.size(), QImage::Format_ARGB32_Premultiplied);
    painted(page, path, image); // fonts and the like
    const simdjson::padded_string text = simdjson::padded_string::load(path.toStdString()).value();
    report.say(bench::useFastestSimdjson(text));
    simdjson::dom::parser parser;
    std::vector<double> yardstick;
    std::vector<double> fresh;
    std::vector<double> again;
    std::vector<double> checks;
    for (int round = -1; round < rounds; ++round) {
        simdjson::dom::element root;
        const double dom = bench::milliseconds([&] {
            if (parser.parse(text).get(root) != simdjson::SUCCESS)
                qFatal("simdjson cannot read it");
        });
        QFile::remove(kept);
        const double first = painted(page, path, image);
        const std::atomic_bool goOn = false;
        const double check = bench::milliseconds([&] {
            if (open(path)->checked(goOn)->fault())
                qFatal("it is not JSON");
        });
        const double second = painted(page, path, image);
        if (round < 0)
            continue; // warms
        yardstick.push_back(dom);
        fresh.push_back(first);
        checks.push_back(check);
        again.push_back(second);
    }
    const double dom = bench::median(yardstick);
    report.line(u"simdjson's DOM, warm"_s, dom, u"ms"_s);
    report.line(u"first painted tree, never opened before: of simdjson"_s, bench::median(fresh) / dom,
        u"times"_s, 0.6);
    report.line(u"first painted tree, as the ledger keeps it: of simdjson"_s, bench::median(again) / dom,
        u"times"_s, 0.6);
    report.line(u"the check of all of it, in the background"_s, bench::median(checks), u"ms"_s);
    measureLongArray(report, page, image);
    measureLongText(report, image);

    std::unique_ptr<EagerNode> eager;
    const double usual = bench::milliseconds([&] {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read it");
        const QJsonDocument json = QJsonDocument::fromJson(file.readAll());
        eager = std::make_unique<EagerNode>(json.object());
    });
    report.line(u"the usual model over QJsonDocument"_s, usual, u"ms"_s);
    report.line(
        u"the usual model beside ours, never opened before"_s, usual / bench::median(fresh), u"times"_s);
    return report.isMissed() ? 1 : 0;
}
