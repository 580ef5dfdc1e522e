// SPDX-License-Identifier: MIT
#include "app/documents/pdffacts.h"

#include <QByteArrayView>
#include <QDeadlineTimer>

#define POINTERHOLDER_TRANSITION 4 // QPDF: without the smart pointer it had before C++11
#include <qpdf/Buffer.hh>
#include <qpdf/BufferInputSource.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjGen.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include <exception>
#include <memory>
#include <set>
#include <vector>

namespace documents {

namespace {

struct OutOfTime {};

/// QPDF cannot be told to stop; but whatever it does, it reads.
class TimedSource : public BufferInputSource {
public:
    TimedSource(Buffer *bytes, const QDeadlineTimer &deadline)
        : BufferInputSource("document", bytes)
        , m_deadline(deadline) {}

    size_t read(char *to, size_t length) override {
        if (m_deadline.hasExpired())
            throw OutOfTime();
        return BufferInputSource::read(to, length);
    }

private:
    const QDeadlineTimer &m_deadline;
};

/// Without recursion: the tree may be deeper than the stack of this thread.
int countLeaves(QPDFObjectHandle top, const QDeadlineTimer &deadline) {
    std::vector<QPDFObjectHandle> open{top};
    std::set<QPDFObjGen> seen;
    int leaves = 0;
    while (!open.empty()) {
        if (deadline.hasExpired())
            throw OutOfTime();
        QPDFObjectHandle node = open.back();
        open.pop_back();
        if (!node.isDictionary() || (node.isIndirect() && !seen.insert(node.getObjGen()).second))
            continue;
        QPDFObjectHandle kids = node.getKey("/Kids");
        if (!kids.isArray()) {
            ++leaves;
            continue;
        }
        for (int i = 0; i < kids.getArrayNItems(); ++i)
            open.push_back(kids.getArrayItem(i));
    }
    return leaves;
}

int pagesOf(QPDF &pdf, const QDeadlineTimer &deadline) {
    QPDFObjectHandle root = pdf.getRoot();
    QPDFObjectHandle pages = root.isDictionary() ? root.getKey("/Pages") : QPDFObjectHandle::newNull();
    if (!pages.isDictionary())
        return 0;
    // What the document says of itself, unless it cannot be true: a page is an object.
    QPDFObjectHandle said = pages.getKey("/Count");
    if (said.isInteger() && said.getIntValue() > 0 && said.getIntValue() <= qint64(pdf.getObjectCount()))
        return int(said.getIntValue());
    return countLeaves(pages, deadline);
}

} // namespace

PdfFacts pdfFacts(const QByteArray &bytes, std::chrono::milliseconds most) {
    const QDeadlineTimer deadline(most);
    try {
        // The buffer is only read; QPDF's class for it does not know const.
        auto *data = reinterpret_cast<unsigned char *>(const_cast<char *>(bytes.constData()));
        Buffer buffer(data, size_t(bytes.size()));
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processInputSource(std::make_shared<TimedSource>(&buffer, deadline));
        const int pages = pagesOf(pdf, deadline);
        if (pages < 1)
            return {PdfFacts::Damaged, 0};
        constexpr qsizetype usualPlace = 2048;
        const bool ends = QByteArrayView(bytes).last(qMin(usualPlace, bytes.size())).contains("%%EOF");
        return {!ends && pdf.anyWarnings() ? PdfFacts::CutOff : PdfFacts::Sound, pages};
    } catch (const QPDFExc &error) {
        const bool locked =
            error.getErrorCode() == qpdf_e_password || error.getErrorCode() == qpdf_e_unsupported;
        return {locked ? PdfFacts::Locked : PdfFacts::Damaged, 0};
    } catch (const OutOfTime &) {
        return {PdfFacts::Unknown, 0};
    } catch (const std::bad_alloc &) {
        return {PdfFacts::Unknown, 0};
    } catch (const std::exception &) {
        return {PdfFacts::Damaged, 0};
    }
}

} // namespace documents
